// A section that verify_catalog() lets through answers every question without leaving its bytes. The input is a
// section, or (in front of what is none) patches of two bytes on a small sound one: offset (three bytes), value (two).
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include "klamm/catalog.h"
#include "klamm/catalog_build.h"

using namespace klamm;

namespace {

constexpr const char* kSmall = R"(
versions = ["3.9.2", "4.0.2", "4.4.0"]
security = ["ssl.*"]
per_listener = ["ssl.client.auth"]
per_mechanism = ["ssl.client.auth"]
broker."ssl.client.auth" = { type = "STRING", default = "none", valid = { one_of = ["required", "none"] } }
broker."log.dirs" = { type = "LIST", default = false, valid = { "3.9" = false, "4.0" = { items = [], empty = false } } }
broker."broker.id" = { kafka = "3.9, 4.4", type = "INT", default = "-1", valid = { min = 0, max = 9, or = -1 } }
broker."node.id" = { type = "INT", default = true, internal = true }
topic."retention.ms" = { type = "LONG", default = "1", synonym = "node.id" }
client."acks" = "producer admin"
client_note."acks" = { equivalent = "log.dirs", note = "x" }
note."broker.id" = { deprecated = "4.0", successor = "node.id", instead = "Write `node.id`." }
foreign = [{ reader = "r", keys = ["super.users"], prefixes = ["confluent."], secret = ["super.users"] }]
misplaced = [{ where = "w", keys = ["tickTime"], prefixes = ["log4j."] }]
)";

const std::string& sound_section() {
  static const std::string section = [] {
    auto compiled = compile_catalog({{"small.toml", kSmall}});
    if (!compiled || !verify_catalog(compiled.value())) std::abort();
    return std::move(compiled).value();
  }();
  return section;
}

std::string section_of(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with("klammcat")) return std::string(bytes);
  std::string section = sound_section();
  for (; size >= 5; data += 5, size -= 5) {
    size_t offset = (size_t{data[0]} << 16 | size_t{data[1]} << 8 | data[2]) % (section.size() - 1);
    std::memcpy(section.data() + offset, data + 3, 2);
  }
  return section;
}

size_t ask_names(const Catalog& catalog, std::string_view name) {
  size_t sum = catalog.find(name) + catalog.find(name, KeyScope::kTopic) + catalog.misplaced(name).size();
  if (auto foreign = catalog.foreign(name)) sum += foreign->reader.size() + foreign->name.size() + foreign->secret;
  if (auto client = catalog.client(name)) sum += client->note.size() + catalog.name(client->equivalent).size();
  if (auto near = catalog.nearest(name, {4, 0})) sum += near->name.size();
  return sum;
}

size_t ask_key(const Catalog& catalog, KeyId key, KafkaVersion version) {
  size_t sum = catalog.exists(key, version) + catalog.validator(key, version).text.size();
  for (std::string_view value : catalog.validator(key, version).values) sum += value.size();
  if (auto def = catalog.define(key, version)) {
    sum += def->name.size() + def->default_value.value_or("").size() + key_type_name(def->type).size() +
           update_mode_name(def->mode).size() + importance_name(def->importance).size();
  }
  if (auto deprecated = catalog.deprecated(key, version)) sum += deprecated->instead.size();
  return sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes = section_of(data, size);
  // Exactly as large as the section, so that a sanitizer sees one byte too many.
  std::unique_ptr<char[]> exact(new char[bytes.size()]);
  std::memcpy(exact.get(), bytes.data(), bytes.size());
  std::string_view section(exact.get(), bytes.size());
  if (!verify_catalog(section)) return 0;
  Catalog catalog(section);
  size_t sum = catalog.versions().size();
  for (size_t id = 0; id < std::min<size_t>(catalog.size() + 1, 64); ++id) {
    auto key = static_cast<KeyId>(id);
    for (KafkaVersion version : {KafkaVersion{2, 0}, KafkaVersion{4, 0}, KafkaVersion{9, 9}})
      sum += ask_key(catalog, key, version);
    sum += catalog.secret(key) + catalog.security(key) + catalog.per_listener(key) + catalog.per_mechanism(key) +
           catalog.synonym(key) + catalog.successor(key) + catalog.replacement(key).size() + catalog.first(key).line() +
           catalog.removed(key).has_value() + ask_names(catalog, catalog.name(key));
  }
  for (auto name : {"", "log.dir", "super.users", "super.user", "confluent.x", "tickTime", "log4j.x", "acks"})
    sum += ask_names(catalog, name);
  volatile size_t sink = sum;
  (void)sink;
  return 0;
}
