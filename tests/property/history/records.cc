#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/property/history/setting.h"

// The changes of a setting by what is recorded: of her, and of who asks.
namespace tasuki::history {
namespace {

const v1::Access kSupport = exchange::AccessFor(v1::PURPOSE_SUPPORT);

// One that is over says until when it was: a record has no empty group.
v1::Record Measure(bool active) {
  v1::Record record;
  v1::AddressProtection& measure =
      *record.mutable_subject_profile()->mutable_address_protection();
  measure.set_active(active);
  if (!active) measure.set_until("2026-11-01");
  return record;
}

v1::Record ConfidentialBirth() {
  v1::Record record;
  record.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
  return record;
}

}  // namespace

std::string Setting::Drafted(const Lane& lane, const v1::Record& record) {
  v1::DraftSectionRequest draft =
      exchange::DraftOf(lane.opening.subject, record);
  *draft.mutable_access() = kSupport;
  draft.set_case_(lane.opening.a_case);
  return Asked<v1::DraftSectionResponse>(Nurse(), "SectionService/DraftSection",
                                         draft)
      .section();
}

void Setting::Confirm(const std::string& draft, std::vector<Turn> turns) {
  v1::PreviewReducedRequest preview;
  *preview.mutable_access() = kSupport;
  preview.set_name(draft);
  v1::ConfirmSectionRequest confirm;
  *confirm.mutable_access() = kSupport;
  confirm.set_name(draft);
  confirm.set_reduced_hash(
      Asked<v1::PreviewReducedResponse>(
          Nurse(), "SectionService/PreviewReduced", preview)
          .reduced_hash());
  CHECK(Change(Nurse(), "SectionService/ConfirmSection", confirm,
               std::move(turns)));
}

void Setting::SetRecord(const Lane& lane, bool on) {
  if (on) {
    const std::string draft = Drafted(lane, exchange::Pregnancy());
    Confirm(draft,
            {{RecordSwitch(lane.name), true}, {NewerSwitch(lane.name), true}});
    SetNewest(lane, kRecord, draft);
    return;
  }
  v1::RetractSectionRequest retract;
  *retract.mutable_access() = kSupport;
  retract.set_name(Newest(lane, kRecord));
  retract.set_reason("of somebody else");
  CHECK(Change(Nurse(), "SectionService/RetractSection", retract,
               {{RecordSwitch(lane.name), false, /*at_once=*/true}}));
}

// One statement, corrected each time.
void Setting::SetAddressFree(const Lane& lane, bool on) {
  const v1::Record record = Measure(/*active=*/!on);
  const std::string before = Newest(lane, kMeasure);
  std::string draft;
  if (before.empty()) {
    draft = Drafted(lane, record);
  } else {
    v1::CorrectSectionRequest correct;
    *correct.mutable_access() = kSupport;
    correct.set_name(before);
    *correct.mutable_record() = record;
    correct.set_reason("as it is now");
    draft = Asked<v1::CorrectSectionResponse>(
                Nurse(), "SectionService/CorrectSection", correct)
                .section();
  }
  Confirm(draft, {{MeasureSwitch(lane.name), on}});
  SetNewest(lane, kMeasure, draft);
}

void Setting::SealBirth(const Lane& lane) {
  Confirm(Drafted(lane, ConfidentialBirth()),
          {{SealSwitch(lane.name), false}, {NewerSwitch(lane.name), false}});
}

void Setting::SetCopy(const Lane& lane, bool on) {
  const v1::Access oversight = exchange::AccessFor(v1::PURPOSE_OVERSIGHT);
  if (on) {
    v1::DecideCopyRequestRequest decide;
    *decide.mutable_access() = oversight;
    decide.set_name(Newest(lane, kCopyRequest));
    decide.set_identity_verified(true);
    decide.set_authority_checked(true);
    decide.set_safe_to_hand_over(true);
    CHECK(Change(Chief(), "SubjectService/DecideCopyRequest", decide,
                 {{CopySwitch(IdOf(decide.name())), true}}));
    return;
  }
  v1::RecordCopyRequestRequest ask;
  *ask.mutable_access() = oversight;
  ask.set_case_(lane.opening.a_case);
  ask.set_subject(lane.opening.subject);
  ask.set_requester(v1::COPY_REQUESTER_AGENT);
  Operation change;
  const exchange::Release release =
      Do(Chief(), "SubjectService/RecordCopyRequest", ask, change);
  v1::RecordCopyRequestResponse asked;
  CHECK(release.status.ok() && asked.ParseFromString(release.response));
  change.turns = {{CopySwitch(IdOf(asked.copy_request())), false}};
  history_.Add(std::move(change));
  SetNewest(lane, kCopyRequest, asked.copy_request());
}

}  // namespace tasuki::history
