// `klamm-live`: asks a running cluster what it is, and writes down what it says. The only program here that speaks to
// anybody; `klamm audit` runs it.
#include <unistd.h>

#include <boost/program_options.hpp>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>

#include "klamm/files.h"
#include "linter/live/cluster.h"
#include "linter/live/snapshot_writer.h"

namespace klamm::live {
namespace {

namespace options = boost::program_options;

enum Exit : int { kDone = 0, kUnanswered = 1, kUsage = 2, kInternal = 3 };

struct Wish {
  std::vector<ClientSetting> settings;
  std::string bootstrap;
  std::string output;
  std::chrono::milliseconds timeout{};
  bool probe_anonymous = false;
};

int complain(const std::string& message, int status) {
  std::cerr << "klamm-live: " << message << '\n';
  return status;
}

bool watched = false;

// Where a person watches, on one line that is written anew.
void tell(const std::string& what) {
  if (watched) std::cerr << "\r\x1b[K" << what << std::flush;
}

void end_telling() {
  if (watched) std::cerr << "\r\x1b[K" << std::flush;
}

std::string now() {
  std::time_t seconds = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

options::options_description flags() {
  options::options_description out("klamm-live: writes down what a running cluster says of itself");
  auto add = out.add_options();
  add("bootstrap-server", options::value<std::string>(), "HOST:PORT[,HOST:PORT]...");
  add("command-config", options::value<std::string>(), "client.properties, as Kafka's own tools take it");
  add("property,X", options::value<std::vector<std::string>>(), "KEY=VALUE of librdkafka's own");
  add("timeout", options::value<double>()->default_value(15), "seconds for everything");
  add("probe-anonymous", "also try to get in without any credentials");
  add("output", options::value<std::string>()->default_value("-"), "FILE for the snapshot");
  add("help", "this page");
  return out;
}

Result<void> read_command_config(const std::string& path, Wish& wish) {
  Budget budget;
  auto source = DiskFiles().read(path, budget);
  if (!source) return source.error();
  auto translated = translate_client_properties(std::move(source).value(), budget);
  if (!translated) return translated.error();
  wish.settings = std::move(translated).value();
  return {};
}

Result<Wish> read_wish(const options::variables_map& given) {
  Wish wish;
  if (given.count("command-config") > 0) {
    auto read = read_command_config(given["command-config"].as<std::string>(), wish);
    if (!read) return read.error();
  }
  if (given.count("bootstrap-server") > 0) {
    wish.settings.push_back({"bootstrap.servers", given["bootstrap-server"].as<std::string>()});
  }
  if (given.count("property") > 0) {
    for (const std::string& word : given["property"].as<std::vector<std::string>>()) {
      size_t equals = word.find('=');
      if (equals == std::string::npos || equals == 0) return Error{"-X takes KEY=VALUE"};
      wish.settings.push_back({word.substr(0, equals), word.substr(equals + 1)});
    }
  }
  for (const ClientSetting& setting : wish.settings) {
    if (setting.name == "bootstrap.servers") wish.bootstrap = setting.value;
  }
  if (wish.bootstrap.empty()) return Error{"name a broker: --bootstrap-server HOST:PORT"};
  double seconds = given["timeout"].as<double>();
  if (!(seconds > 0 && seconds <= 3600)) return Error{"--timeout takes seconds, up to 3600"};
  wish.timeout = std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
  wish.output = given["output"].as<std::string>();
  wish.probe_anonymous = given.count("probe-anonymous") > 0;
  return wish;
}

// Whether somebody is served at the same address who says nothing of who it is: over TLS where that is spoken, but
// without a certificate and without SASL.
bool let_in_anonymous(const Wish& wish) {
  std::vector<ClientSetting> settings;
  bool encrypted = false;
  for (const ClientSetting& setting : wish.settings) {
    std::string protocol = setting.value;
    for (char& c : protocol) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (setting.name == "security.protocol") encrypted = protocol.ends_with("SSL");
    bool of_trust = setting.name.starts_with("ssl.ca") || setting.name == "ssl.endpoint.identification.algorithm" ||
                    setting.name == "enable.ssl.certificate.verification" || setting.name == "bootstrap.servers";
    if (of_trust) settings.push_back(setting);
  }
  settings.push_back({"security.protocol", encrypted ? "ssl" : "plaintext"});
  auto connection = Connection::open(settings);
  if (!connection) return false;
  Deadline deadline(std::min(wish.timeout, std::chrono::milliseconds(5000)));
  return connection.value()->metadata(deadline).ok();
}

Result<void> write(const std::string& path, const std::string& text) {
  if (path == "-") {
    std::cout << text << std::flush;
    return std::cout ? Result<void>() : Error{"cannot write to standard output"};
  }
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  return file ? Result<void>() : Error{"cannot write `" + path + "`"};
}

int run(int argc, char** argv) {
  options::options_description described = flags();
  options::variables_map given;
  try {
    options::positional_options_description none;
    options::store(options::command_line_parser(argc, argv).options(described).positional(none).run(), given);
  } catch (const options::error& wrong) {
    return complain(wrong.what(), kUsage);
  }
  if (given.count("help") > 0) {
    std::cout << described;
    return kDone;
  }
  auto wish = read_wish(given);
  if (!wish) return complain(wish.error().message, kUsage);
  auto connection = Connection::open(wish.value().settings);
  if (!connection) return complain(connection.error().message, kUsage);
  Deadline deadline(wish.value().timeout);
  auto cluster = read_cluster(*connection.value(), deadline, &tell);
  end_telling();
  if (interrupted) return complain("interrupted", kUnanswered);
  if (!cluster) return complain(wish.value().bootstrap + ": " + cluster.error().message, kUnanswered);
  if (wish.value().probe_anonymous) cluster.value().anonymous = let_in_anonymous(wish.value());
  auto written = write(wish.value().output, snapshot_text(cluster.value(), wish.value().bootstrap, now()));
  return written ? kDone : complain(written.error().message, kUsage);
}

}  // namespace
}  // namespace klamm::live

int main(int argc, char** argv) {
  klamm::live::watched = ::isatty(STDERR_FILENO) != 0;
  std::signal(SIGINT, [](int) { klamm::live::interrupted = true; });
  std::signal(SIGTERM, [](int) { klamm::live::interrupted = true; });
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return klamm::live::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "klamm-live: internal error: " << error.what() << '\n';
  }
  return klamm::live::kInternal;
}
