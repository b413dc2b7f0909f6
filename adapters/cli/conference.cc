#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/conference_service.pb.h"

namespace tasuki::cli {
namespace {

constexpr char kMeetingForm[] = "meetings/...";
constexpr char kSeriesForm[] = "conferences/...";

// For whoever organises the series.
void AddRunning(CLI::App& noun, Session& session) {
  const auto create = AddVerb<v1::CreateSeriesRequest>(
      noun, session, "create", "定例会議を設ける / create a series");
  create.command
      ->add_option("--title", *create.request->mutable_title(),
                   "題。人を示さない / title, never a person")
      ->required();
  AddTexts(*create.command, "--member", "加わる機関 bodies/... / members",
           *create.request->mutable_members())
      ->required();
  const auto schedule = AddVerb<v1::ScheduleMeetingRequest>(
      noun, session, "schedule", "開催日を決める / plan a meeting");
  schedule.command
      ->add_option("series", *schedule.request->mutable_series(), kSeriesForm)
      ->required();
  schedule.command
      ->add_option("--day", *schedule.request->mutable_day(),
                   "YYYY-MM-DD（日本） / day in Japan")
      ->required();
  AddNamedVerb<v1::OpenMeetingRequest>(
      noun, session, "open",
      "開く。当日の仮名が決まる / open, with new aliases", kMeetingForm);
  AddNamedVerb<v1::CloseMeetingRequest>(
      noun, session, "close", "閉じる。画面は消える / close: nothing is shown",
      kMeetingForm);
  const auto confirm = AddNamedVerb<v1::ConfirmAttendanceRequest>(
      noun, session, "confirm", "在室を確認する / confirm who is in the room",
      kMeetingForm);
  confirm.command
      ->add_option("--party", *confirm.request->mutable_party(), "bodies/...")
      ->required();
  confirm.command
      ->add_option("--person", *confirm.request->mutable_person(),
                   "職員番号 / directory id")
      ->required();
}

// For whoever holds what is shown.
void AddItems(CLI::App& noun, Session& session) {
  const auto release = AddVerb<v1::ReleaseItemRequest>(
      noun, session, "release",
      "自らの記録を会議に公開する / release a section of one's own");
  release.command
      ->add_option("series", *release.request->mutable_series(), kSeriesForm)
      ->required();
  release.command
      ->add_option("section", *release.request->mutable_section(),
                   "sections/...")
      ->required();
  AddNamedVerb<v1::WithdrawItemRequest>(noun, session, "withdraw",
                                        "公開をやめる / take an item back",
                                        "items/...");
}

// For whoever attends.
void AddAttending(CLI::App& noun, Session& session) {
  AddNamedVerb<v1::JoinMeetingRequest>(
      noun, session, "join", "入室する / enter the room", kMeetingForm);
  AddNamedVerb<v1::LeaveMeetingRequest>(noun, session, "leave",
                                        "退室する / leave it", kMeetingForm);
  AddNamedVerb<v1::GetSharedSummaryRequest>(
      noun, session, "show",
      "全員が見てよいものだけを示す / what everybody in the room may see",
      kMeetingForm);
}

}  // namespace

void AddConferenceCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "conference", "定例会議 / conferences");
  AddRunning(noun, session);
  AddItems(noun, session);
  AddAttending(noun, session);
}

}  // namespace tasuki::cli
