// How fast a properties file is read: bytes from the disk's cache, settings with their places. `make FILE MIB` writes a
// file of ordinary lines; `read FILE TIMES` reads it and prints the best time in seconds, the peak memory in KiB and
// the number of settings.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "klamm/document.h"
#include "klamm/files.h"

namespace {

constexpr const char* kLines[] = {
    "listener.name.external-%u.ssl.client.auth=required\n",
    "log.retention.hours.%u=168\n",
    "num.network.threads.%u = 8\n",
    "advertised.listeners.%u=SASL_SSL://broker-17.kafka.example.org:9094,INTERNAL://10.20.30.40:9092\n",
    "offsets.topic.replication.factor.%u=3\n",
    "super.users.%u=User:CN=broker;User:CN=admin\n",
    "# The number of threads that the server uses\n",
    "socket.send.buffer.bytes.%u=102400\n",
    "\n",
    "auto.create.topics.enable.%u=false\n",
};

int make(const char* path, uint64_t mebibytes) {
  std::ofstream file(path, std::ios::binary);
  uint64_t left = mebibytes << 20;
  for (unsigned line = 0;; ++line) {
    char text[256];
    auto size = static_cast<uint64_t>(std::snprintf(text, sizeof text, kLines[line % std::size(kLines)], line));
    if (size > left) break;
    file.write(text, static_cast<std::streamsize>(size));
    left -= size;
  }
  file << std::string(left, '#');
  return file.good() ? 0 : 1;
}

int read(const char* path, int times) {
  double best = 1e9;
  size_t settings = 0;
  for (int time = 0; time < times; ++time) {
    auto begin = std::chrono::steady_clock::now();
    klamm::Budget budget;
    auto source = klamm::DiskFiles().read(path, budget);
    if (!source.ok()) return 1;
    auto document = klamm::read_properties(std::move(source).value(), budget);
    if (!document.ok()) return 1;
    settings = document.value().size() - 1;
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%.6f %ld %zu\n", best, usage.ru_maxrss, settings);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "make") == 0) return make(argv[2], std::strtoull(argv[3], nullptr, 10));
  if (argc == 4 && std::strcmp(argv[1], "read") == 0) return read(argv[2], std::atoi(argv[3]));
  std::fputs("read_bench make FILE MIB | read FILE TIMES\n", stderr);
  return 2;
}
