// The entries that io.klamm.kafka.Native declares: handles and addresses in, numbers out. Bound by name and signature
// when the library is loaded, so that one which does not fit shows there and never in a request.
#include <jni.h>

#include <array>
#include <memory>

#include "cpp/acls.h"
#include "cpp/firewall.h"
#include "cpp/frame.h"
#include "cpp/gate.h"
#include "cpp/node.h"
#include "cpp/policies.h"
#include "cpp/request.h"

namespace klamm::jni {
namespace {

template <class T>
T& object(jlong handle) {
  return *reinterpret_cast<T*>(handle);
}

template <class T>
jlong handle(T* object) {
  return reinterpret_cast<jlong>(object);
}

std::span<std::byte> bytes(jlong address, jint size) {
  return {reinterpret_cast<std::byte*>(address), static_cast<size_t>(size < 0 ? 0 : size)};
}

jstring version(JNIEnv* env, jclass) { return env->NewStringUTF(KLAMM_VERSION); }

jlong address(JNIEnv* env, jclass, jobject buffer) { return handle(env->GetDirectBufferAddress(buffer)); }

jlong open(JNIEnv*, jclass, jboolean allow_everyone, jboolean cidr_hosts, jboolean corrected, jlong memory_limit,
           jint mode) {
  return guarded<jlong>(0, [&] {
    AuthorizerOptions options;
    options.allow_everyone_if_no_acl = allow_everyone == JNI_TRUE;
    options.cidr_hosts = cidr_hosts == JNI_TRUE;
    options.corrected_by_resource_type = corrected == JNI_TRUE;
    options.memory_limit = static_cast<uint64_t>(memory_limit);
    return handle(new Node(options, mode));
  });
}

void close(JNIEnv*, jclass, jlong node) {
  guarded(0, [&] {
    object<Node>(node).close();
    return 0;
  });
}

void free_node(JNIEnv*, jclass, jlong node) { delete &object<Node>(node); }

jlong pin(JNIEnv*, jclass, jlong node, jint stripe) {
  return guarded<jlong>(0, [&] {
    auto held = std::make_unique<HeldPin>();
    *held = Lease(object<Node>(node), nullptr, static_cast<uint32_t>(stripe)).hold();
    return handle(held.release());
  });
}

void unpin(JNIEnv*, jclass, jlong node, jlong pin) {
  const std::unique_ptr<HeldPin> held(&object<HeldPin>(pin));
  Lease(object<Node>(node), held.get(), 0).give_back();
}

jint decide(JNIEnv*, jclass, jlong node, jlong pin, jint stripe, jlong address, jint length, jint capacity) {
  return guarded<jint>(kFailed, [&] {
    if (object<Node>(node).closed() || length < 0) return jint{kFailed};
    const Lease lease(object<Node>(node), reinterpret_cast<HeldPin*>(pin), static_cast<uint32_t>(stripe));
    return jint{decide_frame(lease.judges(), bytes(address, capacity), static_cast<size_t>(length))};
  });
}

jint decide_by_resource_type(JNIEnv*, jclass, jlong node, jint stripe, jlong address, jint length) {
  return guarded<jint>(kFailed, [&] {
    if (object<Node>(node).closed()) return jint{kFailed};
    const Lease lease(object<Node>(node), nullptr, static_cast<uint32_t>(stripe));
    return jint{decide_type_frame(lease.judges(), bytes(address, length))};
  });
}

jint load_policies(JNIEnv*, jclass, jlong node, jlong address, jint length, jint capacity) {
  return guarded<jint>(kFailed, [&] {
    Node& owner = object<Node>(node);
    if (owner.closed() || owner.iam() == nullptr || length < 0) return jint{kFailed};
    return jint{
        load_policies_frame(*owner.iam(), owner.iam_options(), bytes(address, capacity), static_cast<size_t>(length))};
  });
}

jint gate_folders(JNIEnv*, jclass, jlong address, jint length, jint capacity) {
  return guarded<jint>(kFailed,
                       [&] { return gate_folders_frame(bytes(address, capacity), static_cast<size_t>(length)); });
}

jlong open_gate(JNIEnv*, jclass, jlong address, jint length, jint capacity) {
  return guarded<jlong>(
      0, [&] { return handle(open_gate_frame(bytes(address, capacity), static_cast<size_t>(length)).release()); });
}

jint judge(JNIEnv*, jclass, jlong gate, jlong address, jint length, jint capacity) {
  return guarded<jint>(
      kFailed, [&] { return judge_frame(object<Gate>(gate), bytes(address, capacity), static_cast<size_t>(length)); });
}

jint gate_rules(JNIEnv*, jclass, jlong gate, jlong address, jint length, jint capacity) {
  return guarded<jint>(kFailed, [&] {
    return gate_rules_frame(object<Gate>(gate), bytes(address, capacity), static_cast<size_t>(length));
  });
}

void close_gate(JNIEnv*, jclass, jlong gate) { delete &object<Gate>(gate); }

jlong begin_load(JNIEnv*, jclass, jlong node, jint expected) {
  return guarded<jlong>(0, [&] {
    return handle(
        new Load(object<Node>(node).authorizer().begin_load(expected < 0 ? 0 : static_cast<size_t>(expected))));
  });
}

jint load(JNIEnv*, jclass, jlong load, jlong address, jint length) {
  return guarded<jint>(kFailed, [&] { return load_frame(object<Load>(load), bytes(address, length)); });
}

jint end_load(JNIEnv*, jclass, jlong node, jlong load, jboolean commit) {
  return guarded<jint>(kFailed, [&] {
    const std::unique_ptr<Load> ended(&object<Load>(load));
    if (commit != JNI_TRUE || object<Node>(node).closed()) return jint{kFailed};
    return jint{code(ended->commit())};
  });
}

jint add(JNIEnv*, jclass, jlong node, jlong address, jint length) {
  return guarded<jint>(kFailed, [&] {
    if (object<Node>(node).closed()) return jint{kFailed};
    return jint{add_frame(object<Node>(node).authorizer(), bytes(address, length))};
  });
}

jint remove(JNIEnv*, jclass, jlong node, jlong id_high, jlong id_low) {
  return guarded<jint>(kFailed, [&] {
    if (object<Node>(node).closed()) return jint{kFailed};
    return jint{
        code(object<Node>(node).authorizer().remove({static_cast<uint64_t>(id_high), static_cast<uint64_t>(id_low)}))};
  });
}

jlong begin_list(JNIEnv*, jclass, jlong node, jint stripe, jboolean malformed, jlong address, jint length) {
  return guarded<jlong>(0, [&] {
    Pin pin = object<Node>(node).authorizer().pin(static_cast<uint32_t>(stripe));
    if (malformed == JNI_TRUE) return handle(new Listing(std::move(pin)));
    FrameReader reader(bytes(address, length));
    const AclFilter filter = reader.filter();
    if (!reader.ok() || !reader.at_end()) return jlong{0};
    return handle(new Listing(std::move(pin), filter));
  });
}

jint list_page(JNIEnv*, jclass, jlong listing, jlong address, jint capacity) {
  return guarded<jint>(kFailed, [&] { return object<Listing>(listing).page(bytes(address, capacity)); });
}

void end_list(JNIEnv*, jclass, jlong listing) { delete &object<Listing>(listing); }

jint statistics(JNIEnv*, jclass, jlong node, jlong address, jint capacity) {
  return guarded<jint>(kFailed, [&] {
    object<Node>(node).authorizer().reclaim();
    const Statistics now = object<Node>(node).authorizer().statistics();
    const IamAuthorizer* iam = object<Node>(node).iam();
    const IamNumbers policies = iam == nullptr ? IamNumbers() : iam->numbers();
    const std::array numbers{now.entries,         now.malformed,       now.malformed_denies, now.version,
                             now.native_bytes,    now.retired_bytes,   now.load_nanos,       now.change_nanos,
                             policies.statements, policies.identities, policies.parts,       policies.callers,
                             policies.prepared};
    FrameWriter writer(bytes(address, capacity));
    for (const uint64_t number : numbers) writer.u64(number);
    return writer.ok() ? static_cast<jint>(numbers.size()) : jint{kTooSmall};
  });
}

template <class Entry>
JNINativeMethod method(const char* name, const char* signature, Entry* entry) {
  return {const_cast<char*>(name), const_cast<char*>(signature), reinterpret_cast<void*>(entry)};
}

bool bind(JNIEnv* env) {
  const std::array methods{
      method("version", "()Ljava/lang/String;", version),
      method("address", "(Ljava/nio/ByteBuffer;)J", address),
      method("open", "(ZZZJI)J", open),
      method("close", "(J)V", close),
      method("free", "(J)V", free_node),
      method("pin", "(JI)J", pin),
      method("unpin", "(JJ)V", unpin),
      method("decide", "(JJIJII)I", decide),
      method("decideByResourceType", "(JIJI)I", decide_by_resource_type),
      method("loadPolicies", "(JJII)I", load_policies),
      method("gateFolders", "(JII)I", gate_folders),
      method("openGate", "(JII)J", open_gate),
      method("judge", "(JJII)I", judge),
      method("gateRules", "(JJII)I", gate_rules),
      method("closeGate", "(J)V", close_gate),
      method("beginLoad", "(JI)J", begin_load),
      method("load", "(JJI)I", load),
      method("endLoad", "(JJZ)I", end_load),
      method("add", "(JJI)I", add),
      method("remove", "(JJJ)I", remove),
      method("beginList", "(JIZJI)J", begin_list),
      method("listPage", "(JJI)I", list_page),
      method("endList", "(J)V", end_list),
      method("statistics", "(JJI)I", statistics),
  };
  const jclass type = env->FindClass("io/klamm/kafka/Native");
  if (type == nullptr) return false;
  const bool bound = env->RegisterNatives(type, methods.data(), static_cast<jint>(methods.size())) == JNI_OK;
  env->DeleteLocalRef(type);
  return bound;
}

}  // namespace
}  // namespace klamm::jni

extern "C" JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM* vm, void*) {
  JNIEnv* env = nullptr;
  if (vm->GetEnv(reinterpret_cast<void**>(&env), JNI_VERSION_10) != JNI_OK) return JNI_ERR;
  return klamm::jni::bind(env) ? JNI_VERSION_10 : JNI_ERR;
}
