// A partner's system in a scenario: holds one connection with its own
// certificate, calls what its input says, and keeps the evidence.

#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "adapters/client/client.h"
#include "adapters/client/profile.h"
#include "adapters/client/verify_evidence.h"
#include "gateway/base/status_macros.h"
#include "tests/scenario/partner_line.h"

namespace tasuki::scenario {
namespace {

const google::protobuf::MethodDescriptor* MethodNamed(absl::string_view path) {
  for (const auto* method : client::AllMethods()) {
    if (client::PathOf(*method) == path) return method;
  }
  return nullptr;
}

absl::StatusOr<std::string> Call(client::Client& client,
                                 const std::vector<std::string>& words) {
  const auto* method = MethodNamed(words[1]);
  if (method == nullptr) return absl::InvalidArgumentError("no such method");
  ASSIGN_OR_RETURN(const std::string request, DecodeWord(words[2]));
  return EncodeAnswer(client.CallWire(*method, request));
}

absl::StatusOr<std::string> Receipts(client::Client& client,
                                     const v1::ClientProfile& profile) {
  ASSIGN_OR_RETURN(const int count, client::VerifyAllEvidence(client, profile));
  return absl::StrCat("verified ", count);
}

absl::StatusOr<std::string> Obey(client::Client& client,
                                 const v1::ClientProfile& profile,
                                 const std::string& line) {
  const std::vector<std::string> words = absl::StrSplit(line, ' ');
  if (words.size() == 3 && words[0] == "call") return Call(client, words);
  if (line == "receipts") return Receipts(client, profile);
  return absl::InvalidArgumentError("not a command");
}

int Run(const std::string& path) {
  const auto profile = client::LoadProfile(path);
  if (!profile.ok()) {
    std::cerr << profile.status().message() << std::endl;
    return 2;
  }
  const auto client = client::Client::Open(*profile);
  if (!client.ok()) {
    std::cerr << client.status().message() << std::endl;
    return 1;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    const absl::StatusOr<std::string> answer = Obey(**client, *profile, line);
    if (answer.ok()) {
      std::cout << *answer << std::endl;
    } else if (absl::IsUnavailable(answer.status())) {
      std::cout << "later" << std::endl;
    } else {
      std::cout << "failed " << answer.status().message() << std::endl;
    }
  }
  return 0;
}

}  // namespace
}  // namespace tasuki::scenario

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  return tasuki::scenario::Run(argv[1]);
}
