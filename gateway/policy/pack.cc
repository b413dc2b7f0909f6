#include "gateway/policy/pack.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/canonical.h"
#include "gateway/policy/policy_case.h"

namespace tasuki::policy {
namespace {

// Keeps the place of the first error and drops its text, which quotes the file.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string&) override {
    if (line_ >= 0) return;
    line_ = line;
    column_ = column;
  }
  std::string Place() const {
    return absl::StrCat("line ", line_ + 1, ", column ", column_ + 1);
  }

 private:
  int line_ = -1;
  int column_ = -1;
};

template <typename Message>
absl::StatusOr<Message> Parse(absl::string_view text) {
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  Message message;
  if (!parser.ParseFromString(std::string(text), &message)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "not a valid ", Message::descriptor()->name(), " at ", error.Place()));
  }
  return message;
}

}  // namespace

absl::StatusOr<v1::PolicyPack> LoadPack(absl::string_view text) {
  return Parse<v1::PolicyPack>(text);
}

// Each pack's digest is of fixed size, so no two sets of packs run together.
std::string HashOf(const std::vector<v1::PolicyPack>& packs) {
  std::vector<std::string> digests;
  for (const v1::PolicyPack& pack : packs) {
    digests.push_back(crypto::Sha256(Canonical(pack)));
  }
  std::sort(digests.begin(), digests.end());
  std::string all;
  for (const std::string& digest : digests) absl::StrAppend(&all, digest);
  return crypto::Sha256(all);
}

absl::StatusOr<v1::PolicyCases> LoadCases(absl::string_view text) {
  absl::StatusOr<v1::PolicyCases> cases = Parse<v1::PolicyCases>(text);
  if (!cases.ok()) return cases;
  for (v1::PolicyCase& policy_case : *cases->mutable_cases()) {
    SpellOutUsualFacts(*cases, policy_case);
  }
  return cases;
}

}  // namespace tasuki::policy
