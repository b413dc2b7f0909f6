#include "gateway/exchange/case_mirror.h"

#include <utility>

#include "absl/time/civil_time.h"
#include "gateway/consent/calendar.h"
#include "gateway/disclosure/editions.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

v1::Record RecordOf(const v1::CaseRow& row) {
  v1::Record record;
  v1::CaseManagement& management = *record.mutable_case_management();
  management.set_class_(row.class_());
  *management.mutable_branches() = row.branches();
  management.set_alias(row.alias());
  management.set_status(row.status());
  management.set_lead(LeadOf(row).party());
  for (const v1::TeamEntry& entry : row.team()) {
    if (entry.to() == 0) management.add_team(entry.party());
  }
  if (row.registered()) {
    management.set_council_registered_on(absl::FormatCivilTime(
        consent::DayInJapan(absl::FromUnixSeconds(row.registered_at()))));
  }
  return record;
}

v1::SectionRow SectionOf(const Context& context, const FoundCase& a_case) {
  v1::SectionRow section;
  section.set_subject(a_case.row.subjects(0));
  section.set_case_(a_case.id);
  section.set_kind(v1::SECTION_KIND_CASE_MANAGEMENT);
  section.set_holder(LeadOf(a_case.row).party());
  section.set_onward_rule(v1::ONWARD_RULE_FREE);
  section.set_state(v1::SECTION_STATE_CONFIRMED);
  section.set_recorded_by(context.reader().person);
  section.set_confirmed_at(context.state.now_seconds());
  return section;
}

}  // namespace

absl::Status WriteCase(Context& context, FoundCase a_case) {
  if (a_case.row.case_section().empty()) {
    a_case.row.set_case_section(NewId());
    context.Enter(Index::kSectionsOfCase, a_case.id, a_case.row.case_section());
  }
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   disclosure::BuildEditions(RecordOf(a_case.row)));
  WriteSection(context, a_case.row.case_section(), SectionOf(context, a_case),
               editions);
  context.Write(Table::kCase, a_case.id, a_case.row);
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
