#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/consent_service.pb.h"

namespace tasuki::cli {
namespace {

// The terms of a file, with what is usually decided at the desk.
struct TermsOptions {
  std::string file, subject;
  int valid_days = 0;

  void AddTo(CLI::App& verb) {
    verb.add_option("--terms", file,
                    "tasuki.v1.ConsentTerms（テキストか JSON） / text or JSON")
        ->required();
    verb.add_option("--subject", subject, "subjects/...、terms に優先");
    verb.add_option("--valid-days", valid_days,
                    "今日からの日数、terms に優先 / days from now")
        ->check([](const std::string& text) {
          int days = 0;
          const bool is_good =
              absl::SimpleAtoi(text, &days) && days >= 1 && days <= 365;
          return is_good ? "" : "1-365";
        });
  }

  absl::Status Read(v1::ConsentTerms& terms) const {
    const absl::Status read = ReadMessage(file, terms);
    if (!subject.empty()) terms.set_subject(subject);
    if (valid_days > 0) {
      // Whole days of Japan: preview and grant of one day have the same terms.
      const absl::TimeZone japan = absl::FixedTimeZone(9 * 60 * 60);
      const absl::CivilDay end =
          absl::ToCivilDay(absl::Now(), japan) + valid_days;
      terms.set_valid_until(absl::ToUnixSeconds(absl::FromCivil(end, japan)));
    }
    return read;
  }
};

template <typename Request>
CLI::App* AddWithTerms(CLI::App& noun, Session& session,
                       const std::shared_ptr<Request>& request,
                       const char* name, const char* help) {
  CLI::App* command = noun.add_subcommand(name, help);
  const auto options = std::make_shared<TermsOptions>();
  options->AddTo(*command);
  command->callback([&session, request, options] {
    const absl::Status read = options->Read(*request->mutable_terms());
    if (!read.ok()) return session.Finish(read);
    session.Run(*request);
  });
  return command;
}

void AddWithdraw(CLI::App& noun, Session& session) {
  const auto [command, request] = AddNamedVerb<v1::WithdrawConsentRequest>(
      noun, session, "withdraw",
      "撤回を記録する。全部または一部 / withdraw all or a part",
      "consents/...");
  v1::WithdrawConsentRequest& withdraw = *request;
  AddTexts(*command, "--recipient",
           "この機関に対してだけ / only towards bodies/...",
           *withdraw.mutable_recipients());
  AddEnum<v1::Category>(
      *command, "--category", "この区分だけ / only these: C02, ...",
      [&withdraw](v1::Category value) { withdraw.add_categories(value); });
  command->add_flag_callback(
      "--told", [&withdraw] { withdraw.set_told_consequences(true); },
      "どうなるか本人に伝えた / she was told what follows");
}

void AddNarrow(CLI::App& noun, Session& session) {
  const auto [command, request] = AddNamedVerb<v1::NarrowConsentRequest>(
      noun, session, "narrow", "狭める。広げることはない / take away from it",
      "consents/...");
  v1::NarrowConsentRequest& narrow = *request;
  AddEnum<v1::Purpose>(
      *command, "--not-for",
      "この目的には使わない / no longer for: SUPPORT, ...",
      [&narrow](v1::Purpose value) { narrow.add_purposes(value); });
  command->add_option_function<int64_t>(
      "--until", [&narrow](int64_t value) { narrow.set_valid_until(value); },
      "早まった期限、1970年からの秒 / earlier end, seconds since 1970 UTC");
  command->add_option("--words", *narrow.mutable_her_words(),
                      "本人のことば / what she said");
}

void AddList(CLI::App& noun, Session& session) {
  const auto [command, request] =
      AddVerb<v1::ListConsentsRequest>(noun, session, "list", "一覧 / list");
  command->add_option("--subject", *request->mutable_subject(), "subjects/...")
      ->required();
  AddPaging(*command, *request);
}

}  // namespace

void AddConsentCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "consent", "同意 / consents");
  AddWithTerms(noun, session, std::make_shared<v1::PreviewConsentRequest>(),
               "preview", "誰に何が見えるか、本人に示す / who would see what");
  const auto grant = std::make_shared<v1::GrantConsentRequest>();
  CLI::App& granting = *AddWithTerms(noun, session, grant, "grant",
                                     "同意を記録する / record it");
  AddHex(granting, "--preview-hash", "preview が示した値 / as shown by preview",
         *grant->mutable_preview_hash())
      ->required();
  granting.add_option("--supersedes", *grant->mutable_supersedes(),
                      "これに代わる / takes the place of consents/...");
  AddWithdraw(noun, session);
  AddNarrow(noun, session);
  AddList(noun, session);
  AddNamedVerb<v1::AcknowledgeConsentRequest>(
      noun, session, "acknowledge",
      "自機関も本人から聞いたと確認する / she told us the same",
      "consents/...");
  AddNamedVerb<v1::GetConsentRequest>(noun, session, "get", "見る / read",
                                      "consents/...");
}

}  // namespace tasuki::cli
