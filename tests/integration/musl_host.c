/* Loads the plug-in's library into a musl process as a JVM would: all its symbols must be there, and it must survive a
 * JVM that gives it no environment. */
#include <dlfcn.h>
#include <stdio.h>

struct vm {
  void* reserved[3];
  int (*other[3])(void);
  int (*get_env)(struct vm** vm, void** env, int version);
};

static int no_env(struct vm** vm, void** env, int version) {
  (void)vm, (void)version;
  *env = NULL;
  return -1;
}

int main(int argc, char** argv) {
  struct vm functions = {.get_env = no_env};
  struct vm* vm = &functions;
  void* library = argc == 2 ? dlopen(argv[1], RTLD_NOW) : NULL;
  if (library == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  int (*on_load)(struct vm**, void*) = (int (*)(struct vm**, void*))dlsym(library, "JNI_OnLoad");
  return on_load != NULL && on_load(&vm, NULL) < 0 ? 0 : 1;
}
