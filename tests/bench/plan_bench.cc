// How fast the JSON of a plan is read. `make FILE RESOURCES MIB SHARE` writes a plan of about that size, one resource
// in SHARE of a type that is asked for; `read FILE TIMES` prints the best time in seconds, the peak memory in KiB and
// the number of resources that were taken.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "klamm/files.h"
#include "klamm/template.h"

namespace {

struct Sample {
  std::string identity;
  std::string values;
  std::string unknown;
  std::string written;
};

std::string identity(std::string_view type, unsigned number) {
  return fmt::format(R"("address":"{0}.r{1}","mode":"managed","type":"{0}","name":"r{1}",)"
                     R"("provider_name":"example.org/hashicorp/aws")",
                     type, number);
}

Sample sample(unsigned number, size_t padding, unsigned share) {
  if (number % share == 0) {
    return {
        identity("aws_msk_cluster", number),
        fmt::format(
            R"({{"cluster_name":"cluster-{0}","kafka_version":"3.9.x","number_of_broker_nodes":3,)"
            R"("client_authentication":[{{"sasl":[{{"iam":true,"scram":false}}],"tls":[],"unauthenticated":false}}],)"
            R"("encryption_info":[{{"encryption_in_transit":[{{"client_broker":"TLS","in_cluster":true}}]}}],)"
            R"("logging_info":[],"tags":{{"Name":"cluster-{0}"}},"timeouts":null}})",
            number),
        R"({"arn":true,"bootstrap_brokers":true,"configuration_info":[{"arn":true}],"id":true,"tags_all":true})",
        R"({"cluster_name":{"references":["each.key"]},"configuration_info":[{"arn":{"references":)"
        R"(["aws_msk_configuration.this.arn","aws_msk_configuration.this"]}}],"kafka_version":{"constant_value":"3.9.x"}})"};
  }
  return {
      identity("aws_ssm_parameter", number),
      fmt::format(R"({{"name":"/service/{0}/setting","description":"{1}","type":"String","tier":"Standard",)"
                  R"("allowed_pattern":null,"tags":{{"Name":"setting-{0}"}}}})",
                  number, std::string(padding, 'x')),
      R"({"arn":true,"id":true,"data_type":true,"insecure_value":true,"key_id":true,"tags":{},"tags_all":{},"version":true})",
      R"({"name":{"references":["each.key"]},"type":{"constant_value":"String"},"value":{"references":["each.value"]}})"};
}

int make(const char* path, unsigned resources, uint64_t mebibytes, unsigned share) {
  constexpr uint64_t kOfOne = 1350;  // bytes of a resource without padding, which stands there twice
  uint64_t each = (mebibytes << 20) / resources;
  size_t padding = each > kOfOne ? (each - kOfOne) / 2 : 0;
  std::ofstream file(path, std::ios::binary);
  auto all = [&](auto write) {
    for (unsigned number = 0; number < resources; ++number)
      file << (number == 0 ? "" : ",") << write(sample(number, padding, share));
  };
  file << R"({"format_version":"1.2","terraform_version":"1.9.8","planned_values":{"root_module":{"resources":[)";
  all([](const Sample& one) {
    return fmt::format(R"({{{},"schema_version":0,"values":{},"sensitive_values":{{"tags":{{}}}}}})", one.identity,
                       one.values);
  });
  file << R"(]}},"resource_changes":[)";
  all([](const Sample& one) {
    return fmt::format(R"({{{},"change":{{"actions":["create"],"before":null,"after":{},"after_unknown":{},)"
                       R"("before_sensitive":false,"after_sensitive":{{"tags":{{}}}}}}}})",
                       one.identity, one.values, one.unknown);
  });
  file << R"(],"configuration":{"root_module":{"resources":[)";
  all([](const Sample& one) {
    return fmt::format(R"({{{},"provider_config_key":"aws","expressions":{},"schema_version":0}})", one.identity,
                       one.written);
  });
  file << "]}}}\n";
  return file.good() ? 0 : 1;
}

int read(const char* path, int times) {
  double best = 1e9;
  size_t taken = 0;
  for (int time = 0; time < times; ++time) {
    auto begin = std::chrono::steady_clock::now();
    klamm::Budget budget;
    auto source = klamm::DiskFiles().read(path, budget);
    if (!source.ok()) return 1;
    auto plan = klamm::read_plan(std::move(source).value(), budget);
    if (!plan.ok() || !plan.value().diagnostics.empty()) return 1;
    taken = plan.value().resources.size();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%.6f %ld %zu\n", best, usage.ru_maxrss, taken);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 6 && std::strcmp(argv[1], "make") == 0) {
    auto number = [&](int index) { return static_cast<unsigned>(std::atoi(argv[index])); };
    return make(argv[2], number(3), number(4), number(5));
  }
  if (argc == 4 && std::strcmp(argv[1], "read") == 0) return read(argv[2], std::atoi(argv[3]));
  std::fputs("plan_bench make FILE RESOURCES MIB SHARE | read FILE TIMES\n", stderr);
  return 2;
}
