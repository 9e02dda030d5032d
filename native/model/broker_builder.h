// Builds a BrokerConfig, step by step; each step reads what the ones before it left. The steps live in files of
// their own: settings.cc, prefixes.cc, templates.cc, node.cc, endpoints.cc, listeners.cc, security.cc, lists.cc,
// implied.cc.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "klamm/broker.h"
#include "model/pieces.h"

namespace klamm {

// No setting.
inline constexpr uint32_t kNone = 0xffffffff;

inline constexpr std::string_view kListenerPrefix = "listener.name.";

// Whether a key with placeholders, once rendered, could be `name`: what stands before and behind them must fit.
bool may_set(std::string_view templated_key, std::string_view name);
// Where a key, or a whole line, begins as a template's directive or holds a placeholder.
bool holds_placeholder(std::string_view key);

class BrokerBuilder {
 public:
  BrokerBuilder(std::shared_ptr<const Document> document, const Catalog& catalog, const BrokerOptions& options);
  BrokerConfig build();

 private:
  // settings.cc
  void read_settings();
  void rank_settings();
  void index_keys();
  // templates.cc: what placeholders make unknown.
  void read_providers();
  void judge_values();
  void judge_lines();
  void find_holes(std::string_view value);  // into holes_
  bool declared(std::string_view provider) const;
  // node.cc
  void choose_target();
  void choose_roles();
  // endpoints.cc
  void read_endpoints(const Setting& setting, std::vector<Endpoint>& out, bool& unknown);
  Reach reach_of_port(uint16_t port) const;
  Endpoint endpoint(const Piece& piece, const Setting& setting);
  void default_endpoints();
  // listeners.cc
  void read_controller_names();
  void read_protocol_map();
  void order_protocol_map();
  const ProtocolMapping* mapping_of(std::string_view name) const;
  void make_listeners();
  bool exactly_named(std::string_view name) const;
  void map_protocols();
  void advertise();
  // security.cc
  void find_inter_broker();
  void describe_listeners();
  Value effective_client_auth(KeyId key, ListenerIndex listener, Protocol protocol) const;
  // prefixes.cc
  bool per_mechanism(KeyId key) const;
  void split_prefixes();
  bool split_known(Setting& setting, std::string_view rest);
  void split_unknown(Setting& setting, std::string_view rest);
  // lists.cc
  void read_voters();
  void read_super_users();
  void read_jaas();
  JaasEntry jaas_entry(uint32_t setting);
  size_t holes_inside(uint32_t begin, uint32_t end) const;
  // implied.cc
  void imply();
  void imply_as(KeyId key, Value value);
  void imply_same(std::string_view key, std::string_view source);
  void imply_explicit(std::string_view key, std::string_view source);
  void imply_scaled(std::string_view key, std::string_view source, int64_t factor);
  void imply_metadata_dir();
  void imply_inter_broker();
  Value value_of(std::string_view key) const;

  // The winning setting of a key, or nullptr.
  const Setting* find(std::string_view key) const { return config_.setting(key); }
  // Known trimmed text of the winning setting, else of the default; "" if there is neither or it is unknown.
  std::string_view text_of(std::string_view key) const;
  // Splits a value at `separator` outside of placeholders; fills pieces_. False: cut short.
  bool split(const Setting& setting, char separator, Blanks blanks = Blanks::kStripped);
  Span span_of(const Setting& setting, uint32_t begin, uint32_t size) const;
  bool lists() const { return config_.target_.version >= KafkaVersion{4, 2}; }  // the LIST era of listener keys
  std::string_view keep(std::string text) { return config_.owned_.emplace_front(std::move(text)); }

  BrokerConfig config_;
  std::vector<std::string_view> providers_;
  bool providers_unknown_ = false;
  Holes holes_;
  std::vector<Piece> pieces_;
  std::vector<uint32_t> map_order_;  // protocol_map(), by name
  std::string scratch_;
  size_t longest_name_ = 0;  // of a listener, in whatever case its prefix is written
};

}  // namespace klamm
