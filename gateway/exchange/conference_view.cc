#include "gateway/exchange/conference_view.h"

#include <algorithm>
#include <utility>

#include "gateway/exchange/copy_use.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr char kMeet[] = "CONFERENCE-MEET";
constexpr char kAnySeries[] = "conferences/";

absl::StatusOr<policy::Situation> SituationInRoom(Context& context,
                                                  const Reader& reader,
                                                  const v1::SectionRow& section,
                                                  const std::string& series) {
  ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                   CaseOf(context.state, section));
  ASSIGN_OR_RETURN(policy::Situation situation,
                   SituationOf(context.state, reader, v1::PURPOSE_CONFERENCE,
                               section, a_case, series));
  situation.facts.Set(v1::FACT_ATTENDEE, true);
  situation.facts.Set(v1::FACT_ITEM_RELEASED, true);
  return situation;
}

absl::Status KeepCopyToUse(Context& context, const Reader& reader,
                           const v1::SectionRow& section,
                           policy::Situation& situation) {
  ASSIGN_OR_RETURN(const LevelSet still,
                   StillInUse(context.state, section, reader.party.name(),
                              v1::PURPOSE_CONFERENCE));
  KeepToUse(context.policy, still, situation);
  return absl::OkStatus();
}

// The levels of the screen, in place of what the unit alone would have opened.
void LowerTo(const LevelSet& levels, UnitOutcome& unit) {
  unit.levels = levels;
  for (policy::CategoryReason& reason : unit.reasons) {
    if (reason.level <= levels.At(reason.category)) continue;
    reason.level = levels.At(reason.category);
    reason.ceiling_id = kMeet;
    reason.refusals.push_back(v1::REFUSAL_CODE_AUDIENCE_LEVEL);
  }
}

// Decides for every reader of every attendee; the meet of the levels.
absl::StatusOr<LevelSet> DecideForRoom(Context& context,
                                       const std::string& series,
                                       const std::vector<Attendee>& room,
                                       CategorySet content, SharedView& view) {
  LevelSet meet = room.empty() ? LevelSet() : LevelSet::Full();
  for (const Attendee& attendee : room) {
    std::vector<UnitOutcome>& units = view.units.emplace_back();
    if (attendee.readers.empty()) meet = LevelSet();
    for (const Reader& reader : attendee.readers) {
      ASSIGN_OR_RETURN(policy::Situation situation,
                       SituationInRoom(context, reader, view.section, series));
      RETURN_IF_ERROR(KeepCopyToUse(context, reader, view.section, situation));
      units.push_back(
          Decide(context.policy, std::move(situation), view.section, content));
      meet = meet.Meet(units.back().levels);
    }
  }
  return meet;
}

// What the screen says: the categories of the record, and by it that there is a
// case.
absl::StatusOr<LevelSet> LevelsOnScreen(const LevelSet& meet,
                                        const std::string& record) {
  if (record.empty()) return LevelSet();
  ASSIGN_OR_RETURN(const CategorySet said, disclosure::CategoriesIn(record));
  const CategorySet told = said | CategorySet::Of(v1::CATEGORY_C01);
  return meet.Meet(LevelSet::Of(told, v1::LEVEL_REDUCED));
}

}  // namespace

absl::StatusOr<policy::Situation> AtTheMost(Context& context,
                                            const v1::SectionRow& section) {
  ASSIGN_OR_RETURN(
      policy::Situation situation,
      SituationInRoom(context, context.reader(), section, kAnySeries));
  situation.facts.Set(v1::FACT_MILESTONE_AGREED, true);
  situation.grounds = {{.basis = v1::BASIS_CODE_CONSENT, .source = ""}};
  RETURN_IF_ERROR(KeepCopyToUse(context, context.reader(), section, situation));
  return situation;
}

absl::StatusOr<std::string> ConferenceRecord(
    const disclosure::Editions& editions, const LevelSet& levels) {
  const CategorySet names = CategorySet::Of(v1::CATEGORY_C03);
  return disclosure::ConstructForConference(
      editions, levels.Meet(LevelSet::Of(~names, v1::LEVEL_REDUCED)));
}

absl::StatusOr<SharedView> ViewInRoom(Context& context,
                                      const v1::MeetingRow& meeting,
                                      const std::vector<Attendee>& room,
                                      const StandingItem& item) {
  SharedView view{.alias = AliasOf(meeting, item.section.case_()),
                  .section = item.section,
                  .item = item.id,
                  .record = {},
                  .units = {}};
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   EditionsOf(context.state, item.row.section()));
  ASSIGN_OR_RETURN(CategorySet content,
                   disclosure::CategoriesIn(editions.full));
  content = content | CategorySet::Of(v1::CATEGORY_C01);
  ASSIGN_OR_RETURN(
      const LevelSet meet,
      DecideForRoom(context, ResourceName("conferences", meeting.series()),
                    room, content, view));
  ASSIGN_OR_RETURN(view.record, ConferenceRecord(editions, meet));
  ASSIGN_OR_RETURN(const LevelSet levels, LevelsOnScreen(meet, view.record));
  for (std::vector<UnitOutcome>& units : view.units) {
    for (UnitOutcome& unit : units) {
      LowerTo(levels, unit);
      unit.obligations =
          context.policy.Obligations(unit.situation, unit.disclosed());
    }
    // Of several roles one says what the screen shows to all.
    if (!units.empty()) units.front().section = item.row.section();
  }
  return view;
}

}  // namespace tasuki::exchange
