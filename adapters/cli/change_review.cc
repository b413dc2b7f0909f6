#include "adapters/cli/change_review.h"

#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "adapters/cli/options.h"
#include "adapters/cli/output.h"
#include "adapters/cli/policy_verbs.h"
#include "adapters/client/profile.h"
#include "gateway/analysis/report.h"
#include "gateway/analysis/review.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/jose.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/model/officer_signature.h"
#include "gateway/policy/pack.h"
#include "gateway/policy/policy_case.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tasuki/v1/policy_service.pb.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::cli {
namespace {

// The response, or nothing if the gateway refuses; the outcome is set then.
template <typename Response, typename Request>
std::optional<Response> AskFor(Session& session, Request request) {
  const std::unique_ptr<google::protobuf::Message> response =
      session.Ask(request);
  if (response == nullptr) return std::nullopt;
  return static_cast<const Response&>(*response);
}

std::optional<v1::GetPolicyResponse> PolicyOf(Session& session,
                                              int64_t version) {
  v1::GetPolicyRequest request;
  request.set_version(version);
  return AskFor<v1::GetPolicyResponse>(session, request);
}

template <typename Result>
std::optional<Result> OrComplain(Session& session,
                                 absl::StatusOr<Result> result) {
  if (result.ok()) return *std::move(result);
  session.Finish(result.status());
  return std::nullopt;
}

absl::StatusOr<v1::PolicyBundle> ReadBundle(const WantedChange& wanted) {
  v1::PolicyBundle bundle;
  ASSIGN_OR_RETURN(const std::vector<v1::PolicyPack> packs,
                   ReadPacks(wanted.packs));
  *bundle.mutable_packs() = {packs.begin(), packs.end()};
  if (wanted.cases.empty()) return bundle;
  ASSIGN_OR_RETURN(const std::vector<v1::PolicyCases> cases,
                   ReadCases(wanted.cases, packs));
  *bundle.mutable_cases() = {cases.begin(), cases.end()};
  return bundle;
}

std::string Standing(const analysis::Review& review) {
  std::string text;
  for (const std::string& objection : review.objections) {
    absl::StrAppend(
        &text, "✗ 適用できません / cannot come into force: ", objection, "\n");
  }
  if (!review.only_narrows) {
    return absl::StrCat(
        "広がるか、二人で読むものがあります（二人の署名が要ります）\n"
        "something becomes wider or is read by two: two persons sign it\n",
        text);
  }
  if (!text.empty()) return text;
  return "広がるものはありません（一人で、すぐに適用できます）\n"
         "nothing becomes wider: one officer may apply it at once\n";
}

// What is easily left out is said before anything else.
std::string MissingCases(const v1::PolicyBundle& base,
                         const v1::PolicyBundle& candidate) {
  if (!candidate.cases().empty() || base.cases().empty()) return "";
  return absl::StrCat(
      "⚠ この案には事例が一つもありません。適用中の方針には ",
      policy::CasesOf(base).size(),
      " 件あり、すべてなくなります（--cases を忘れていませんか）\n"
      "this candidate has no cases; all ",
      policy::CasesOf(base).size(),
      " of the policy in force would be dropped (--cases missing?)\n\n");
}

std::string DigestLine(const std::string& digest) {
  return absl::StrCat(
      "署名する値 / what is signed: ", absl::BytesToHexString(digest), "\n");
}

absl::StatusOr<ReviewedChange> ReviewPolicyChange(
    const v1::GetPolicyResponse& base, const v1::PolicyBundle& candidate) {
  SayProgress("すべての状況で確かめています", "reviewing every situation");
  ASSIGN_OR_RETURN(
      const analysis::Review review,
      analysis::ReviewPolicy(base.version(), base.policy(), candidate));
  const auto statements = analysis::ChangedStatements(
      policy::PacksOf(base.policy()), policy::PacksOf(candidate));
  ReviewedChange reviewed;
  *reviewed.request.mutable_policy() = candidate;
  reviewed.request.set_digest(review.digest);
  reviewed.digest = review.digest;
  reviewed.only_narrows = review.only_narrows;
  reviewed.passes = review.objections.empty();
  reviewed.text =
      absl::StrCat(MissingCases(base.policy(), candidate),
                   analysis::DiffText(review.difference, statements), "\n",
                   Standing(review), DigestLine(review.digest));
  reviewed.json = {{"digest", absl::BytesToHexString(review.digest)},
                   {"base_version", base.version()},
                   {"only_narrows", review.only_narrows},
                   {"objections", review.objections},
                   {"difference", ToJson(review.difference, statements)}};
  return reviewed;
}

std::optional<ReviewedChange> ReviewPolicyFiles(Session& session,
                                                const WantedChange& wanted) {
  std::optional<v1::PolicyBundle> candidate;
  if (wanted.version > 0) {
    const auto earlier = PolicyOf(session, wanted.version);
    if (!earlier.has_value()) return std::nullopt;
    candidate = earlier->policy();
  } else {
    candidate = OrComplain(session, ReadBundle(wanted));
    if (!candidate.has_value()) return std::nullopt;
  }
  candidate->set_field_inventory(
      disclosure::InventoryText(v1::Record::descriptor()));
  const auto base = PolicyOf(session, 0);
  if (!base.has_value()) return std::nullopt;
  return OrComplain(session, ReviewPolicyChange(*base, *candidate));
}

v1::GetEntriesRequest NamesOf(const v1::DirectoryEntries& entries) {
  v1::GetEntriesRequest request;
  for (const auto& party : entries.parties()) request.add_parties(party.name());
  for (const auto& person : entries.persons()) request.add_persons(person.id());
  for (const auto& system : entries.systems()) request.add_systems(system.id());
  return request;
}

ReviewedChange ReviewEntries(const v1::DirectoryEntries& before,
                             const v1::DirectoryEntries& after) {
  ReviewedChange reviewed;
  *reviewed.request.mutable_directory() = after;
  reviewed.digest = DigestOf(before, after);
  reviewed.request.set_digest(reviewed.digest);
  reviewed.passes = true;
  reviewed.text = absl::StrCat(
      "── いま / now\n", ToReadableText(before), "── 変更後 / as it shall be\n",
      ToReadableText(after), DigestLine(reviewed.digest));
  reviewed.json = {{"digest", absl::BytesToHexString(reviewed.digest)},
                   {"before", nlohmann::json::parse(ToJson(before))},
                   {"after", nlohmann::json::parse(ToJson(after))}};
  return reviewed;
}

std::optional<ReviewedChange> ReviewDirectoryFile(Session& session,
                                                  const std::string& path) {
  v1::DirectoryEntries entries;
  const absl::Status read = ReadMessage(path, entries);
  if (!read.ok()) return session.Finish(read), std::nullopt;
  const auto now = AskFor<v1::GetEntriesResponse>(session, NamesOf(entries));
  if (!now.has_value()) return std::nullopt;
  return ReviewEntries(now->entries(), entries);
}

}  // namespace

std::optional<ReviewedChange> Review(Session& session,
                                     const WantedChange& wanted) {
  if (!wanted.entries.empty()) {
    return ReviewDirectoryFile(session, wanted.entries);
  }
  return ReviewPolicyFiles(session, wanted);
}

std::optional<ReviewedChange> Review(Session& session,
                                     const std::string& name) {
  v1::GetChangeRequest request;
  request.set_name(name);
  const auto change = AskFor<v1::GetChangeResponse>(session, request);
  if (!change.has_value()) return std::nullopt;
  // What is in force now, and not what it was submitted against: only that can
  // still be approved.
  if (change->has_directory()) {
    const auto now =
        AskFor<v1::GetEntriesResponse>(session, NamesOf(change->directory()));
    if (!now.has_value()) return std::nullopt;
    return ReviewEntries(now->entries(), change->directory());
  }
  const auto base = PolicyOf(session, 0);
  if (!base.has_value()) return std::nullopt;
  return OrComplain(session, ReviewPolicyChange(*base, change->policy()));
}

absl::StatusOr<v1::OfficerSignature> SignAs(const Session& session,
                                            v1::ChangeStep step,
                                            const std::string& digest) {
  ASSIGN_OR_RETURN(const v1::ClientProfile profile, session.Profile());
  if (profile.staff_key_file().empty()) {
    return absl::FailedPreconditionError(
        "staff_key_file: 署名には職員の鍵が要ります / signing takes the "
        "person's own key");
  }
  ASSIGN_OR_RETURN(const std::string key,
                   client::ReadFile(profile.staff_key_file()));
  ASSIGN_OR_RETURN(const crypto::JoseSignature made,
                   crypto::SignJose(key, SignedBytes(step, digest)));
  v1::OfficerSignature signature;
  signature.set_key_id(profile.staff_key_id().empty() ? profile.person()
                                                      : profile.staff_key_id());
  signature.set_signature(made.signature);
  return signature;
}

}  // namespace tasuki::cli
