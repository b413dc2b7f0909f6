// Cases, contact and inquiries; conferences.

#include "absl/time/time.h"
#include "tests/property/two_worlds/planner.h"

namespace tasuki::two_worlds {
namespace {

void PlanInquiries(Planner& plan) {
  v1::RecordInquiryRequest inquiry;
  inquiry.mutable_inquiry()->set_received_at(1795229600);
  inquiry.mutable_inquiry()->set_channel(v1::CONTACT_CHANNEL_HOME_PHONE);
  inquiry.mutable_inquiry()->set_claimed_relation(v1::CLAIMED_RELATION_PARTNER);
  plan.Ask(inquiry);
  inquiry.mutable_inquiry()->set_name_asked_about("Hanako Mihon");
  inquiry.mutable_inquiry()->mutable_words()->set_text("where is she");
  plan.Ask(inquiry, Flow::kNamedInquiry);
}

// Of whom and of what a consent of hers may say that they are told.
void AskOfSomebodyClose(Planner& plan, v1::CheckContactRequest& contact) {
  contact.set_channel(v1::CONTACT_CHANNEL_PARENT_MOBILE);
  contact.set_person(plan.draw().Chance(70) ? v1::PERSON_LABEL_MOTHER
                                            : v1::PERSON_LABEL_FATHER);
  contact.set_topic(plan.draw().Chance(70) ? v1::FAMILY_TOPIC_APPOINTMENTS
                                           : v1::FAMILY_TOPIC_CHILD);
}

v1::Relation AnyRelation(Planner& plan) {
  constexpr v1::Relation kAll[] = {v1::RELATION_MEMBER, v1::RELATION_CO_LEAD,
                                   v1::RELATION_OBSERVER};
  return kAll[plan.draw().Below(3)];
}

}  // namespace

void PlanCases(Planner& plan) {
  // First: leads are alerted in the order of the ids of their cases, and those
  // that the reader opens have ids of their own in each world.
  PlanInquiries(plan);
  for (int i = 0; i < 2; ++i) {
    v1::OpenCaseRequest open;
    open.set_subject(plan.OwnOr("$subject", "subjects"));
    open.set_class_(v1::CASE_CLASS_SUPPORT);
    open.set_alias("K-99");
    if (plan.draw().Chance(40)) open.add_bind_sections(plan.Any("sections"));
    plan.Ask(open);
  }
  for (int i = 0; i < 3; ++i) {
    v1::CheckContactRequest contact;
    contact.set_subject(plan.OwnOr("$subject", "subjects"));
    if (plan.draw().Chance(60)) contact.set_case_(plan.OwnOr("$case", "cases"));
    contact.set_channel(plan.draw().Chance(50) ? v1::CONTACT_CHANNEL_LINE
                                               : v1::CONTACT_CHANNEL_HOME_MAIL);
    if (plan.draw().Chance(50)) AskOfSomebodyClose(plan, contact);
    plan.Ask(contact);
  }
  for (int i = 0; i < 2; ++i) {
    v1::AddTeamEntryRequest add;
    add.set_case_(plan.OwnOr("$case", "cases"));
    add.set_party(plan.AnyParty());
    add.set_relation(AnyRelation(plan));
    plan.Ask(add);
    v1::EndTeamEntryRequest end;
    end.set_case_(plan.OwnOr("$case", "cases"));
    end.set_party(plan.AnyParty());
    plan.Ask(end);
  }
  v1::RegisterInCouncilRequest council;
  council.set_case_(plan.Any("cases"));
  council.add_members()->set_party(plan.AnyParty());
  plan.Ask(council);
}

void PlanConferences(Planner& plan) {
  v1::CreateSeriesRequest create;
  create.set_title("mine");
  create.add_members(plan.AnyParty());
  plan.Ask(create);
  for (const std::string& series :
       {std::string("$series"), plan.Any("conferences")}) {
    v1::ScheduleMeetingRequest schedule;
    schedule.set_series(series);
    schedule.set_day(plan.today());
    plan.Ask(schedule);
    v1::ReleaseItemRequest release;
    release.set_series(series);
    release.set_section(plan.Any("sections"));
    plan.Ask(release);
  }
  plan.Name<v1::OpenMeetingRequest>("$meeting");
  plan.NameSome<v1::OpenMeetingRequest>("meetings", 1);
  plan.Name<v1::JoinMeetingRequest>("$meeting");
  plan.NameSome<v1::JoinMeetingRequest>("meetings", 2);
  for (const std::string& meeting :
       {std::string("$meeting"), plan.Any("meetings")}) {
    v1::ConfirmAttendanceRequest confirm;
    confirm.set_name(meeting);
    const Person& person =
        Everybody()[plan.draw().Below(static_cast<int>(Everybody().size()))];
    confirm.set_party(person.party);
    confirm.set_person(person.id);
    plan.Ask(confirm);
    v1::GetSharedSummaryRequest screen;
    screen.mutable_access()->set_purpose(v1::PURPOSE_CONFERENCE);
    screen.set_name(meeting);
    plan.Ask(screen);
  }
  plan.NameSome<v1::WithdrawItemRequest>("items", 2);
  plan.Name<v1::WithdrawItemRequest>("$item");
  plan.NameSome<v1::LeaveMeetingRequest>("meetings", 1);
  plan.Name<v1::CloseMeetingRequest>("$meeting");
  if (plan.draw().Chance(20)) {
    plan.NameSome<v1::CloseMeetingRequest>("meetings", 1);
  }
}

}  // namespace tasuki::two_worlds
