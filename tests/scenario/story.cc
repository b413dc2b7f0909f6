#include "tests/scenario/story.h"

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::scenario {

int Story::Play() {
  for (const Actor& actor : Cast()) Expected(actor.name);
  Expected("former").shut_out = true;
  FirstContact();
  OpenCase();
  AddFamilySupport();
  HiddenLooksAbsent();
  PersonalCertificates();
  SomebodyAsks();
  Withdraw();
  EndFamilySupport();
  ShutOut();
  VerifyEverybody({"npo", "mh", "mh-clerk", "midwife", "fs", "sup"});
  VerifyWithCommand();
  ShowHeadOfLog();
  narrator_.Say(
      absl::StrCat("確かめたこと ", expectations_, " 件、外れ ", failures_,
                   " 件。"),
      absl::StrCat(expectations_, " expectations, ", failures_, " failed."));
  return failures_;
}

void Story::Expect(bool holds, absl::string_view what) {
  ++expectations_;
  if (holds) return;
  ++failures_;
  std::cerr << "FAILED: " << what << std::endl;
}

void Story::ExpectSame(const google::protobuf::Message& found,
                       const google::protobuf::Message& expected,
                       absl::string_view what) {
  google::protobuf::util::MessageDifferencer differencer;
  std::string differences;
  differencer.ReportDifferencesToString(&differences);
  const bool same = differencer.Compare(expected, found);
  Expect(same, absl::StrCat(what, ", found against expected:\n", differences));
}

void Story::CheckEverybody() {
  for (const Actor& actor : Cast()) {
    Sight sight = LookAround(At(actor.name), places_);
    const std::string found = sight.ToText();
    const std::string expected = Expected(actor.name).ToText();
    Expect(found == expected,
           absl::StrCat("what ", actor.name, " sees\n--- expected\n", expected,
                        "--- found\n", found));
    sights_[actor.name] = std::move(sight);
  }
}

void Story::ShowEverybody() {
  CheckEverybody();
  narrator_.WhoSeesWhat(sights_);
}

v1::AuditEntry Story::EntryOf(const std::string& leaf_hash) {
  search_.set_page_size(100);
  while (entries_.count(leaf_hash) == 0) {
    const auto reply = At("officer").Call(search_);
    if (!reply.ok()) break;
    for (const v1::AuditEntry& entry : reply.response.entries()) {
      entries_[entry.leaf_hash()] = entry;
    }
    // The last page has no token: the next search goes over it again.
    if (reply.response.next_page_token().empty()) break;
    search_.set_page_token(reply.response.next_page_token());
  }
  const auto found = entries_.find(leaf_hash);
  return found == entries_.end() ? v1::AuditEntry() : found->second;
}

std::vector<v1::RefusalCode> Story::TrueCodes(
    const v1::RefusalDetail& refusal) {
  if (refusal.evidence_size() != 1) return {};
  const v1::AuditEntry entry = EntryOf(refusal.evidence(0).leaf_hash());
  std::vector<v1::RefusalCode> codes;
  for (const int code : entry.office().true_codes()) {
    codes.push_back(static_cast<v1::RefusalCode>(code));
  }
  return codes;
}

void Story::ExpectRefusal(absl::string_view actor, const absl::Status& status,
                          const v1::RefusalDetail& refusal,
                          absl::StatusCode code, v1::RefusalCode outward,
                          v1::RefusalCode truly) {
  Expect(status.code() == code,
         absl::StrCat(actor, " is refused outwardly with ",
                      absl::StatusCodeToString(code), ", not ",
                      absl::StatusCodeToString(status.code())));
  Expect(refusal.code() == outward,
         absl::StrCat(actor, " is shown the code ", ShortName(outward),
                      ", not ", ShortName(refusal.code())));
  const std::vector<v1::RefusalCode> codes = TrueCodes(refusal);
  Expect(
      codes == std::vector<v1::RefusalCode>{truly},
      absl::StrCat(actor, " is truly refused for ", ShortName(truly), ", not ",
                   codes.empty() ? "nothing" : ShortName(codes.front())));
}

v1::Section Story::CopyFor(size_t index, v1::Record Fact::*edition,
                           bool holder) const {
  v1::Section section;
  section.set_name(copies_[index]);
  section.set_subject(places_.subject);
  section.set_case_(places_.a_case);
  section.set_kind(facts_[index].kind);
  section.set_holder("bodies/sample-city/units/maternal-health");
  if (holder) {
    section.set_origin("bodies/sos-npo");
    section.set_onward_rule(v1::ONWARD_RULE_CENTRE);
  }
  section.set_state(v1::SECTION_STATE_CONFIRMED);
  *section.mutable_record() = facts_[index].*edition;
  return section;
}

v1::Section Story::ManagementSection() const {
  v1::Section section;
  section.set_name(management_);
  section.set_subject(places_.subject);
  section.set_case_(places_.a_case);
  section.set_kind(v1::SECTION_KIND_CASE_MANAGEMENT);
  section.set_holder("bodies/sample-city/units/maternal-health");
  section.set_state(v1::SECTION_STATE_CONFIRMED);
  *section.mutable_record() = CaseManagementOf(team_);
  return section;
}

v1::Case Story::CaseFor(v1::Record Fact::*edition, bool holder) const {
  v1::Case a_case;
  a_case.set_name(places_.a_case);
  for (size_t i = 0; i < copies_.size() && !withdrawn_; ++i) {
    *a_case.add_sections() = CopyFor(i, edition, holder);
  }
  *a_case.add_sections() = ManagementSection();
  if (holder) {
    a_case.mutable_sections()->rbegin()->set_onward_rule(v1::ONWARD_RULE_FREE);
  }
  for (v1::Section inquiry : inquiries_) {
    if (holder) inquiry.set_onward_rule(v1::ONWARD_RULE_FREE);
    *a_case.add_sections() = std::move(inquiry);
  }
  return a_case;
}

}  // namespace tasuki::scenario
