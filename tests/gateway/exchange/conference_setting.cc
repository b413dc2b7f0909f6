#include "tests/gateway/exchange/conference_setting.h"

#include <future>
#include <utility>

#include "gateway/exchange/unit.h"
#include "gateway/model/canonical.h"
#include "gateway/model/id.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

const v1::Access kConference = AccessFor(v1::PURPOSE_CONFERENCE);

v1::ConsentRow StoredConsent(const v1::ConsentTerms& terms, absl::Time now) {
  v1::ConsentRow row;
  *row.mutable_terms() = terms;
  row.set_state(v1::CONSENT_STATE_ACTIVE);
  row.set_recorded_by(kMaternal);
  row.set_granted_at(absl::ToUnixSeconds(now));
  for (const std::string& recipient : terms.recipients()) {
    v1::ConsentMask& mask = *row.add_masks();
    mask.set_party(recipient);
    *mask.mutable_levels() = ToWords(LevelSet::Full());
  }
  return row;
}

}  // namespace

std::string IdOf(const std::string& name) {
  return name.substr(name.find('/') + 1);
}

ConferenceSetting::ConferenceSetting() : opening(PlayOpening(world)) {
  v1::CreateSeriesRequest create;
  *create.mutable_access() = kConference;
  create.set_title("第2木曜 定例");
  for (const char* member : {kFamily, kHospital, kNpo, kPhysicians}) {
    create.add_members(member);
  }
  series = world
               .Ask<v1::CreateSeriesResponse>(
                   World::Nurse(), "ConferenceService/CreateSeries", create)
               .series();
  EXPECT_THAT(world.last_status(), IsOk());
  meeting = Schedule(kToday);
}

std::string ConferenceSetting::Confirm(const v1::Record& record) {
  v1::DraftSectionRequest draft = DraftOf(opening.subject, record);
  draft.set_case_(opening.a_case);
  return Confirmed(world, World::Nurse(), draft);
}

std::string ConferenceSetting::ConfirmPregnancy() {
  v1::Record record;
  record.mutable_pregnancy()->set_gestational_age("31w2d");
  record.mutable_pregnancy()->set_clinic("CLINIC-MARK");
  return Confirm(record);
}

std::string ConferenceSetting::CaseSection() {
  return SectionOfCase(opening.a_case);
}

std::string ConferenceSetting::SectionOfCase(const std::string& a_case) {
  return "sections/" +
         Stored<v1::CaseRow>(Table::kCase, IdOf(a_case)).case_section();
}

std::string ConferenceSetting::OpenSecondCase(const std::string& subject) {
  v1::OpenCaseRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  open.set_subject(subject);
  if (subject.empty()) {
    v1::RegisterSubjectRequest enter;
    *enter.mutable_access() = open.access();
    enter.set_alias("B");
    open.set_subject(
        world
            .Ask<v1::RegisterSubjectResponse>(
                World::Nurse(), "SubjectService/RegisterSubject", enter)
            .subject()
            .name());
    // Her consents are the same as those of the first.
    const std::string first = std::exchange(opening.subject, open.subject());
    ConsentOfAll();
    opening.subject = first;
  }
  open.set_class_(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  open.set_alias("K-18");
  const auto opened = world.Ask<v1::OpenCaseResponse>(
      World::Nurse(), "CaseService/OpenCase", open);
  EXPECT_THAT(world.last_status(), IsOk());
  return opened.case_();
}

std::string ConferenceSetting::Consent(
    const std::vector<std::string>& recipients,
    const std::vector<v1::Category>& categories) {
  return ConsentFor(series, recipients, categories);
}

v1::ConsentTerms ConferenceSetting::Terms(
    const std::string& named_series, const std::vector<std::string>& recipients,
    const std::vector<v1::Category>& categories) {
  v1::ConsentTerms terms =
      TermsFor(world, opening.subject, kMaternal, recipients.front());
  *terms.mutable_recipients() = {recipients.begin(), recipients.end()};
  terms.clear_purposes();
  terms.add_purposes(v1::PURPOSE_CONFERENCE);
  terms.add_series(named_series);
  terms.set_c08_ticked(true);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C01);
  for (const v1::Category category : categories) item.add_categories(category);
  return terms;
}

std::string ConferenceSetting::ConsentFor(
    const std::string& named_series, const std::vector<std::string>& recipients,
    const std::vector<v1::Category>& categories) {
  const v1::ConsentTerms terms = Terms(named_series, recipients, categories);
  const std::string id = NewId();
  Force({.rows = {{.key = {Table::kConsent, id},
                   .body = Canonical(StoredConsent(terms, world.clock().Now())),
                   .key_scope = ""}},
         .entries = {{.key = {Index::kConsentsOfSubject, IdOf(opening.subject)},
                      .id = id}}});
  return "consents/" + id;
}

void ConferenceSetting::ConsentOfAll() {
  Consent({kMaternal, kFamily, kHospital, kNpo, kPhysicians},
          {v1::CATEGORY_C07, v1::CATEGORY_C24});
}

std::string ConferenceSetting::Schedule(const std::string& day) {
  v1::ScheduleMeetingRequest schedule;
  *schedule.mutable_access() = kConference;
  schedule.set_series(series);
  schedule.set_day(day);
  const auto scheduled = world.Ask<v1::ScheduleMeetingResponse>(
      World::Nurse(), "ConferenceService/ScheduleMeeting", schedule);
  EXPECT_THAT(world.last_status(), IsOk());
  return scheduled.meeting();
}

std::string ConferenceSetting::Share(const std::string& section) {
  v1::ReleaseItemRequest release;
  *release.mutable_access() = kConference;
  release.set_series(series);
  release.set_section(section);
  const auto released = world.Ask<v1::ReleaseItemResponse>(
      World::Nurse(), "ConferenceService/ReleaseItem", release);
  EXPECT_THAT(world.last_status(), IsOk());
  return released.item();
}

absl::Status ConferenceSetting::TakeBack(const std::string& item) {
  v1::WithdrawItemRequest request;
  request.set_name(item);
  return Do(World::Nurse(), "ConferenceService/WithdrawItem", request);
}

absl::Status ConferenceSetting::Open(const std::string& name) {
  v1::OpenMeetingRequest request;
  request.set_name(name);
  return Do(World::Nurse(), "ConferenceService/OpenMeeting", request);
}

absl::Status ConferenceSetting::Close(const std::string& name) {
  v1::CloseMeetingRequest request;
  request.set_name(name);
  return Do(World::Nurse(), "ConferenceService/CloseMeeting", request);
}

absl::Status ConferenceSetting::Join(const World::Person& person) {
  v1::JoinMeetingRequest request;
  request.set_name(meeting);
  return Do(person, "ConferenceService/JoinMeeting", request);
}

absl::Status ConferenceSetting::Leave(const World::Person& person) {
  v1::LeaveMeetingRequest request;
  request.set_name(meeting);
  return Do(person, "ConferenceService/LeaveMeeting", request);
}

absl::Status ConferenceSetting::Name(const World::Person& person) {
  v1::ConfirmAttendanceRequest request;
  request.set_name(meeting);
  request.set_party(person.party);
  request.set_person(person.id);
  return Do(World::Nurse(), "ConferenceService/ConfirmAttendance", request);
}

void ConferenceSetting::Enter(const World::Person& person) {
  EXPECT_THAT(Join(person), IsOk()) << person.id;
  EXPECT_THAT(Name(person), IsOk()) << person.id;
}

Release ConferenceSetting::Look(const World::Person& person) {
  v1::GetSharedSummaryRequest request;
  *request.mutable_access() = kConference;
  request.set_name(meeting);
  return world.Call(person, "ConferenceService/GetSharedSummary", request);
}

v1::GetSharedSummaryResponse ConferenceSetting::Screen(
    const World::Person& person) {
  const Release release = Look(person);
  EXPECT_THAT(release.status, IsOk()) << person.id;
  v1::GetSharedSummaryResponse screen;
  screen.ParseFromString(release.response);
  return screen;
}

void ConferenceSetting::Force(Changes changes) {
  Transaction transaction;
  transaction.changes = std::move(changes);
  std::promise<absl::Status> done;
  const Transaction again = transaction;
  world.ledger().Commit(
      std::move(transaction),
      [again](const Snapshot&, absl::Time) { return again; },
      [&done](absl::StatusOr<Committed> committed) {
        done.set_value(committed.status());
      });
  EXPECT_THAT(done.get_future().get(), IsOk());
}

}  // namespace tasuki::exchange
