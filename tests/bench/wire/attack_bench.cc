// One body attacks; how are the others served meanwhile, and how much memory
// does it take? With the limits of the product. The others are family support,
// which reads its case a hundred times a second.
//   attack_bench                      measures
//   attack_bench as KIND FOLDER ARG   attacks until it is killed
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "gateway/base/check.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/bench/wire/setting.h"

namespace tasuki::bench {
namespace {

constexpr char kAttacker[] = "npo";
constexpr double kMebi = 1 << 20;

Load AttackersLoad(const std::string& folder, int in_flight) {
  v1::ListMessagesRequest list;
  list.mutable_access()->set_purpose(v1::PURPOSE_SUPPORT);
  Load load = LoadOf(folder, kAttacker, list);
  load.in_flight = in_flight;
  load.measured = absl::Hours(1);
  return load;
}

// As fast as it is answered, far more at once than it has places for.
void Flood(const std::string& folder, int in_flight) {
  Run(AttackersLoad(folder, in_flight), {});
}

// Requests just under what a request may have, and just over.
void Huge(const std::string& folder, int bytes) {
  Load load = AttackersLoad(folder, 128);
  load.request = std::string(static_cast<size_t>(bytes), 'x');
  Run(load, {});
}

// Connections that say nothing; each is closed when its handshake is overdue,
// and then another one comes.
void Storm(const std::string& folder, int connections) {
  const std::string target = AttackersLoad(folder, 1).target;
  int port = 0;
  CHECK(absl::SimpleAtoi(target.substr(target.rfind(':') + 1), &port));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::vector<int> files(static_cast<size_t>(connections), -1);
  for (size_t i = 0;; i = (i + 1) % files.size()) {
    if (files[i] >= 0) {
      char byte;
      if (recv(files[i], &byte, 1, MSG_DONTWAIT) != 0) continue;
      close(files[i]);
    }
    files[i] = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(files[i], reinterpret_cast<sockaddr*>(&address),
                sizeof address) != 0) {
      close(files[i]);
      files[i] = -1;
    }
  }
}

int Attack(const std::vector<std::string>& words) {
  int argument = 0;
  CHECK(words.size() == 5 && absl::SimpleAtoi(words[4], &argument));
  const std::string& kind = words[2];
  if (kind == "flood") Flood(words[3], argument);
  if (kind == "huge") Huge(words[3], argument);
  if (kind == "storm") Storm(words[3], argument);
  return 2;
}

Measure Others(const Setting& setting) {
  Load load = setting.AtGateway();
  load.connections = 2;
  load.in_flight = 2;
  load.pause = absl::Milliseconds(20);
  load.warm_up = absl::Seconds(1);
  load.measured = absl::Seconds(6);
  return Run(load, setting.gateway());
}

struct Row {
  std::string name;
  Measure others;
  double memory;  // of the gateway, MiB
};

Row Attacked(Setting& setting, const std::string& name,
             const std::vector<std::string>& attack, bool stop_reading) {
  const std::vector<std::string> words = {TASUKI_ATTACK_BENCH, "as", attack[0],
                                          setting.deployment().folder(),
                                          attack[1]};
  scenario::Process attacker(words, setting.deployment().Path("attacker.txt"));
  if (stop_reading) {
    // After it has sent, it takes nothing any more, and stays connected.
    scenario::WaitUntil([] { return false; }, absl::Seconds(1));
    kill(attacker.id(), SIGSTOP);
  }
  Row row{name, Others(setting),
          static_cast<double>(ResidentBytesOf(setting.gateway()[0])) / kMebi};
  attacker.Kill();
  return row;
}

void Print(const Row& row, const Row& calm) {
  std::printf("| %-34s | %6.0f | %6.0f | %5.2f | %6.1f | %7lld |\n",
              row.name.c_str(), absl::ToDoubleMicroseconds(row.others.p50),
              absl::ToDoubleMicroseconds(row.others.p99),
              absl::FDivDuration(row.others.p99, calm.others.p99), row.memory,
              static_cast<long long>(row.others.refused));
  std::fflush(stdout);
}

int Main() {
  Setting setting(Setting::Limits::kOfTheProduct);
  std::printf(
      "| one body                           | others | others | p99   | memory "
      "|"
      " others  |\n"
      "|                                    | p50 us | p99 us | calm=1|    MiB "
      "|"
      " refused |\n"
      "|------------------------------------|-------:|-------:|------:|-------:"
      "|"
      "--------:|\n");
  const auto memory = [&] {
    return static_cast<double>(ResidentBytesOf(setting.gateway()[0])) / kMebi;
  };
  const Row calm{"is calm", Others(setting), memory()};
  Print(calm, calm);
  Print(
      Attacked(setting, "floods, 2000 calls at once", {"flood", "2000"}, false),
      calm);
  Print(Attacked(setting, "asks 256 at once, reads no answer", {"flood", "256"},
                 true),
        calm);
  Print(Attacked(setting, "sends 1 MiB each, 128 at once",
                 {"huge", std::to_string((1 << 20) - 64)}, false),
        calm);
  Print(Attacked(setting, "sends 4 MiB each, 128 at once",
                 {"huge", std::to_string(4 << 20)}, false),
        calm);
  Print(Attacked(setting, "opens 500 connections and is mute", {"storm", "500"},
                 false),
        calm);
  Print({"is calm again", Others(setting), memory()}, calm);
  return 0;
}

}  // namespace
}  // namespace tasuki::bench

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments, arguments + count);
  if (words.size() > 1 && words[1] == "as") return tasuki::bench::Attack(words);
  return tasuki::bench::Main();
}
