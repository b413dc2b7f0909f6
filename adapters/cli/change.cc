#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "adapters/cli/change_review.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"

namespace tasuki::cli {
namespace {

// What was reviewed is what is signed: whoever signs says its digest, and this
// machine comes to it once more.
constexpr char kOtherDigest[] =
    "--digest: この端末で確かめた値と違います。review をやり直してください / "
    "not what this machine comes to; review it again";

void AddContent(CLI::App& verb, WantedChange& wanted) {
  CLI::Option* packs = verb.add_option(
      "--pack", wanted.packs, "方針。ファイルかフォルダ / the whole policy");
  verb.add_option("--cases", wanted.cases,
                  "方針が満たすべき事例 / cases that it must pass")
      ->needs(packs);
  CLI::Option* version =
      verb.add_option("--version", wanted.version,
                      "以前の版に戻す / a policy that was in force")
          ->check(CLI::PositiveNumber);
  CLI::Option* entries =
      verb.add_option("--entries", wanted.entries,
                      "tasuki.v1.DirectoryEntries（名簿の項目） / entries of "
                      "the directory");
  packs->excludes(version)->excludes(entries);
  version->excludes(entries);
}

CLI::Option* AddDigest(CLI::App& verb, std::string& digest) {
  return AddHex(verb, "--digest", "review が示した値 / as shown by review",
                digest);
}

void Show(Session& session, const ReviewedChange& reviewed) {
  session.Print(reviewed.text, reviewed.json.dump(1));
  if (!reviewed.passes) session.set_outcome(kRefused);
}

struct ReviewOptions {
  std::string name;
  WantedChange wanted;
};

void AddReviewVerb(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "review",
      "出す前、承認する前に、何が変わるかを自分の端末で確かめる / find out "
      "here what changes, before submitting or approving");
  const auto options = std::make_shared<ReviewOptions>();
  command->add_option("name", options->name, "changes/...");
  AddContent(*command, options->wanted);
  command->callback([&session, options] {
    const std::optional<ReviewedChange> reviewed =
        options->name.empty() ? Review(session, options->wanted)
                              : Review(session, options->name);
    if (reviewed.has_value()) Show(session, *reviewed);
  });
}

struct SubmitOptions {
  WantedChange wanted;
  std::string digest;
  bool at_once = false;
};

void Submit(Session& session, const SubmitOptions& options) {
  std::optional<ReviewedChange> reviewed = Review(session, options.wanted);
  if (!reviewed.has_value()) return;
  if (reviewed->digest != options.digest) {
    return session.Finish(absl::AbortedError(kOtherDigest));
  }
  const auto signature =
      SignAs(session,
             options.at_once ? v1::CHANGE_STEP_TIGHTEN : v1::CHANGE_STEP_SUBMIT,
             reviewed->digest);
  if (!signature.ok()) return session.Finish(signature.status());
  *reviewed->request.mutable_signature() = *signature;
  reviewed->request.set_at_once(options.at_once);
  session.Run(reviewed->request);
}

void AddSubmitVerb(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "submit", "署名して出す（一人目） / sign and submit, the first of two");
  const auto options = std::make_shared<SubmitOptions>();
  AddContent(*command, options->wanted);
  AddDigest(*command, options->digest)->required();
  command->add_flag("--at-once", options->at_once,
                    "狭めるだけの方針を一人ですぐに適用する / a policy that "
                    "opens nothing comes into force at once, by one officer");
  command->callback([&session, options] { Submit(session, *options); });
}

void Approve(Session& session, v1::ApproveChangeRequest& request) {
  const std::optional<ReviewedChange> reviewed =
      Review(session, request.name());
  if (!reviewed.has_value()) return;
  if (reviewed->digest != request.digest()) {
    return session.Finish(absl::AbortedError(kOtherDigest));
  }
  const auto signature =
      SignAs(session, v1::CHANGE_STEP_APPROVE, reviewed->digest);
  if (!signature.ok()) return session.Finish(signature.status());
  *request.mutable_signature() = *signature;
  session.Run(request);
}

void AddApproveVerb(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "approve", "署名して承認する（二人目） / sign and approve, the second");
  const auto request = std::make_shared<v1::ApproveChangeRequest>();
  command->add_option("name", *request->mutable_name(), "changes/...")
      ->required();
  AddDigest(*command, *request->mutable_digest())->required();
  command->callback([&session, request] { Approve(session, *request); });
}

}  // namespace

void AddChangeCommands(CLI::App& app, Session& session) {
  CLI::App& noun =
      AddNoun(app, "change", "二人で決める変更 / what two persons decide");
  AddReviewVerb(noun, session);
  AddSubmitVerb(noun, session);
  AddApproveVerb(noun, session);
  AddNamedVerb<v1::ActivateChangeRequest>(
      noun, session, "activate", "承認された変更を適用する / bring into force",
      "changes/...");
  AddNamedVerb<v1::RejectChangeRequest>(
      noun, session, "reject", "取り下げる / put aside", "changes/...");
  AddNamedVerb<v1::GetChangeRequest>(noun, session, "get", "見る / read",
                                     "changes/...");
  const auto list =
      AddVerb<v1::ListChangesRequest>(noun, session, "list", "一覧 / list");
  AddPaging(*list.command, *list.request);
}

}  // namespace tasuki::cli
