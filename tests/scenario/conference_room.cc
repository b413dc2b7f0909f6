#include "tests/scenario/conference_room.h"

#include "absl/time/clock.h"
#include "tests/scenario/answer_text.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/case_setup.h"
#include "tests/scenario/hidden_world.h"

namespace tasuki::scenario {
namespace {

constexpr const char* kActors[] = {"mh", "fs", "npo"};

}  // namespace

ConferenceRoom::ConferenceRoom(Deployment& deployment)
    : deployment_(deployment) {
  v1::CreateSeriesRequest create;
  create.set_title("定例");
  create.add_members(deployment_.partner("fs").actor().party);
  create.add_members(deployment_.partner("npo").actor().party);
  series_ = Must(organiser(), create).series();
}

void ConferenceRoom::Allow(const std::string& subject,
                           const std::vector<std::string>& recipients,
                           const std::vector<v1::Category>& categories) {
  v1::ConsentTerms terms = TermsOfMaternalHealth(
      subject, recipients, v1::PURPOSE_CONFERENCE, categories);
  terms.add_series(series_);
  Consent(organiser(), terms);
}

std::string ConferenceRoom::Release(const std::string& section) {
  v1::ReleaseItemRequest release;
  release.set_series(series_);
  release.set_section(section);
  return Must(organiser(), release).item();
}

void ConferenceRoom::TakeBack(const std::string& item) {
  v1::WithdrawItemRequest withdraw;
  withdraw.set_name(item);
  Must(organiser(), withdraw);
}

void ConferenceRoom::Meet() {
  v1::ScheduleMeetingRequest schedule;
  schedule.set_series(series_);
  schedule.set_day(TodayInJapan());
  meeting_ = Must(organiser(), schedule).meeting();
  v1::OpenMeetingRequest open;
  open.set_name(meeting_);
  Must(organiser(), open);
  for (const char* name : kActors) Enter(name);
}

void ConferenceRoom::Enter(const std::string& name) {
  PartnerProcess& partner = deployment_.partner(name);
  v1::JoinMeetingRequest join;
  join.set_name(meeting_);
  Must(partner, join);
  v1::ConfirmAttendanceRequest confirm;
  confirm.set_name(meeting_);
  confirm.set_party(partner.actor().party);
  confirm.set_person(partner.actor().person);
  Must(organiser(), confirm);
}

void ConferenceRoom::Leave(const std::string& name) {
  v1::LeaveMeetingRequest leave;
  leave.set_name(meeting_);
  Must(deployment_.partner(name), leave);
}

std::string ConferenceRoom::Screen(const std::string& name) {
  v1::GetSharedSummaryRequest request;
  request.mutable_access()->set_purpose(v1::PURPOSE_CONFERENCE);
  request.set_name(meeting_);
  return Ask(deployment_.partner(name), request);
}

std::map<std::string, std::string> ConferenceRoom::Screens() {
  std::map<std::string, std::string> screens;
  for (const char* name : kActors) screens[name] = Screen(name);
  return screens;
}

v1::ConsentTerms TermsOfMaternalHealth(
    const std::string& subject, const std::vector<std::string>& recipients,
    v1::Purpose purpose, const std::vector<v1::Category>& categories) {
  v1::ConsentTerms terms =
      TermsOfC1(subject, absl::ToUnixSeconds(absl::Now() + absl::Hours(240)));
  terms.set_holders(0, "bodies/sample-city/units/maternal-health");
  *terms.mutable_recipients() = {recipients.begin(), recipients.end()};
  terms.clear_purposes();
  terms.add_purposes(purpose);
  terms.clear_items();
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  for (const v1::Category category : categories) item.add_categories(category);
  return terms;
}

}  // namespace tasuki::scenario
