#include "cpp/frame.h"

namespace klamm::jni {

Subject FrameReader::subject() {
  Subject subject;
  subject.principal = text();
  subject.host = text();
  return subject;
}

Acl FrameReader::acl() {
  Acl acl;
  acl.type = static_cast<ResourceType>(u8());
  acl.pattern = static_cast<PatternType>(u8());
  acl.operation = static_cast<Operation>(u8());
  acl.permission = static_cast<Permission>(u8());
  acl.name = text();
  acl.principal = text();
  acl.host = text();
  return acl;
}

AclFilter FrameReader::filter() {
  AclFilter filter;
  filter.type = static_cast<ResourceType>(u8());
  filter.pattern = static_cast<PatternType>(u8());
  filter.operation = static_cast<Operation>(u8());
  filter.permission = static_cast<Permission>(u8());
  filter.has_name = u8() != 0;
  filter.name = text();
  filter.has_principal = u8() != 0;
  filter.principal = text();
  filter.has_host = u8() != 0;
  filter.host = text();
  return filter;
}

void FrameWriter::text(std::string_view value) {
  const auto size = static_cast<uint32_t>(value.size());
  put(&size, sizeof size);
  put(value.data(), value.size());
}

void FrameWriter::acl(const Acl& acl) {
  u8(static_cast<uint8_t>(acl.type));
  u8(static_cast<uint8_t>(acl.pattern));
  u8(static_cast<uint8_t>(acl.operation));
  u8(static_cast<uint8_t>(acl.permission));
  text(acl.name);
  text(acl.principal);
  text(acl.host);
}

}  // namespace klamm::jni
