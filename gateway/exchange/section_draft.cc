#include "gateway/exchange/section_draft.h"

#include <utility>

#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr absl::Duration kDraftLife = absl::Hours(24 * 30);

}  // namespace

bool IsGatewayKind(v1::SectionKind kind) {
  return kind == v1::SECTION_KIND_CASE_MANAGEMENT ||
         kind == v1::SECTION_KIND_INQUIRY;
}

absl::StatusOr<std::optional<Draft>> FindDraft(Context& context,
                                               const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("sections", name, "name"));
  ASSIGN_OR_RETURN(const Found<v1::SectionRow> row,
                   context.state.Find<v1::SectionRow>(Table::kSection, id));
  if (!row.has_value() || row->holder() != context.party() ||
      row->state() != v1::SECTION_STATE_DRAFT ||
      IsExpiredDraft(context.state, *row)) {
    return std::optional<Draft>();
  }
  ASSIGN_OR_RETURN(disclosure::Editions editions,
                   EditionsOf(context.state, id));
  return std::optional<Draft>({id, *row, std::move(editions)});
}

v1::SectionRow DraftRow(const Context& context, const std::string& subject,
                        const std::string& case_id, v1::SectionKind kind,
                        const v1::Record& record) {
  v1::SectionRow row;
  row.set_subject(subject);
  row.set_case_(case_id);
  row.set_kind(kind);
  row.set_milestone(record.milestone().milestone());
  row.set_holder(context.party());
  row.set_onward_rule(v1::ONWARD_RULE_FREE);
  row.set_state(v1::SECTION_STATE_DRAFT);
  row.set_recorded_by(context.reader().person);
  row.set_draft_expires_at(
      absl::ToUnixSeconds(context.state.now() + kDraftLife));
  return row;
}

}  // namespace tasuki::exchange
