#include "tests/property/history/answer.h"

#include "absl/strings/match.h"
#include "gateway/base/check.h"
#include "gateway/crypto/digest.h"
#include "gateway/exchange/view.h"
#include "gateway/model/canonical.h"
#include "tasuki/v1/access.pb.h"
#include "tasuki/v1/case_service.pb.h"

namespace tasuki::history {
namespace {

// The same field of every response (access.proto), and the last one.
constexpr int kDisclosureField =
    v1::AddTeamEntryResponse::kDisclosureFieldNumber;

// Any response, as far as all are alike.
v1::Disclosure DisclosureIn(const std::string& response) {
  v1::AddTeamEntryResponse any;
  CHECK(any.ParseFromString(response));
  return any.disclosure();
}

std::string WithoutDisclosure(const std::string& response) {
  std::string last;
  exchange::AppendField(kDisclosureField, Canonical(DisclosureIn(response)),
                        &last);
  CHECK(absl::EndsWith(response, last));
  return response.substr(0, response.size() - last.size());
}

}  // namespace

std::vector<std::string> LeavesOf(const exchange::Release& release) {
  v1::RefusalDetail refusal;
  CHECK(refusal.ParseFromString(release.refusal));
  const auto evidence = release.status.ok()
                            ? DisclosureIn(release.response).evidence()
                            : refusal.evidence();
  std::vector<std::string> leaves;
  for (const v1::Evidence& one : evidence) leaves.push_back(one.leaf_hash());
  return leaves;
}

void Note(const exchange::Release& release, Operation& operation) {
  operation.status = release.status.code();
  operation.leaves = LeavesOf(release);
  if (!release.status.ok()) return;
  operation.answer_hash = crypto::Sha256(WithoutDisclosure(release.response));
  const v1::Disclosure disclosure = DisclosureIn(release.response);
  for (const v1::CategoryDisclosure& one : disclosure.categories()) {
    operation.disclosed.emplace_back(one.category(), one.level());
  }
}

}  // namespace tasuki::history
