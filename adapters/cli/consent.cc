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
  AddNamedVerb<v1::WithdrawConsentRequest>(
      noun, session, "withdraw", "撤回を記録する / withdraw", "consents/...");
  AddNamedVerb<v1::AcknowledgeConsentRequest>(
      noun, session, "acknowledge",
      "自機関も本人から聞いたと確認する / she told us the same",
      "consents/...");
  AddNamedVerb<v1::GetConsentRequest>(noun, session, "get", "見る / read",
                                      "consents/...");
}

}  // namespace tasuki::cli
