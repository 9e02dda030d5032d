#include "faulty/faults.h"

#include <jni.h>
#include <sys/mman.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <stdexcept>

namespace klamm::jni {

namespace {

std::atomic<Fault> injected{Fault::kNone};
std::atomic<int64_t> answer{0};

void* allocate(std::size_t size) {
  void* made = fault() == Fault::kNoMemory ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

}  // namespace

Fault fault() noexcept { return injected.load(); }
int64_t injected_answer() noexcept { return answer.load(); }

void strike() {
  switch (fault()) {
    case Fault::kStandardException:
      throw std::logic_error("injected");
    case Fault::kOddException:
      throw 42;
    case Fault::kBadAlloc:
      throw std::bad_alloc();
    case Fault::kNone:
    case Fault::kNoMemory:
    case Fault::kAnswer:
      return;
  }
}

}  // namespace klamm::jni

using klamm::jni::Fault;

extern "C" JNIEXPORT void JNICALL Java_io_klamm_kafka_Faults_inject(JNIEnv*, jclass, jint fault, jlong answer) {
  klamm::jni::answer.store(answer);
  klamm::jni::injected.store(static_cast<Fault>(fault));
}

void* operator new(std::size_t size) { return klamm::jni::allocate(size); }
void* operator new[](std::size_t size) { return klamm::jni::allocate(size); }
void operator delete(void* made) noexcept { std::free(made); }
void operator delete[](void* made) noexcept { std::free(made); }
void operator delete(void* made, std::size_t) noexcept { std::free(made); }
void operator delete[](void* made, std::size_t) noexcept { std::free(made); }

extern "C" void* __real_mmap(void* place, size_t size, int protection, int flags, int file, off_t offset);
extern "C" void* __wrap_mmap(void* place, size_t size, int protection, int flags, int file, off_t offset) {
  if (klamm::jni::fault() == Fault::kNoMemory) return MAP_FAILED;
  return __real_mmap(place, size, protection, flags, file, offset);
}
