#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "gateway/model/canonical.h"
#include "gateway/model/id.h"
#include "tests/property/disclosure/reference_construction.h"
#include "tests/property/two_worlds/others_sight.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Table;

// What the whole room may be shown of an item.
LevelSet MeetOf(Deciding& deciding, const std::string& series,
                const std::vector<exchange::Attendee>& room,
                const v1::SectionRow& section) {
  LevelSet meet = room.empty() ? LevelSet() : LevelSet::Full();
  const auto a_case = Must(exchange::CaseOf(deciding.state(), section));
  for (const exchange::Attendee& attendee : room) {
    if (attendee.readers.empty()) return LevelSet();
    for (const exchange::Reader& reader : attendee.readers) {
      policy::Situation situation = Must(exchange::SituationOf(
          deciding.state(), reader, v1::PURPOSE_CONFERENCE, section, a_case,
          ResourceName("conferences", series)));
      situation.facts.Set(v1::FACT_ATTENDEE, true);
      situation.facts.Set(v1::FACT_ITEM_RELEASED, true);
      meet = meet.Meet(LevelsFor(situation, {}, section));
    }
  }
  return meet;
}

void SeeScreen(Deciding& deciding, const std::string& id,
               const v1::MeetingRow& meeting, Sight& sight) {
  const auto room = Must(exchange::RoomOf(deciding.state(), meeting));
  for (const exchange::StandingItem& item :
       Must(exchange::StandingItems(deciding.state(), meeting.series()))) {
    const auto editions = Find<v1::EditionsRow>(
        deciding.snapshot(), Table::kEditions, item.row.section());
    CHECK(editions.has_value());
    const LevelSet names =
        LevelSet::Of(~CategorySet::Of(v1::CATEGORY_C03), v1::LEVEL_REDUCED);
    const LevelSet meet =
        MeetOf(deciding, meeting.series(), room, item.section).Meet(names);
    const std::string record = disclosure::ReferenceConference(
        {editions->full(), editions->reduced()}, meet);
    const std::string alias = exchange::AliasOf(meeting, item.section.case_());
    if (record.empty() || alias.empty()) continue;
    const CategorySet said = Must(disclosure::CategoriesIn(record)) |
                             CategorySet::Of(v1::CATEGORY_C01);
    sight.lines[absl::StrCat("screen ", id, " ", item.id)] = absl::StrCat(
        alias, item.section.kind(), item.section.holder(),
        TextOf(meet.Meet(LevelSet::Of(said, v1::LEVEL_REDUCED))), record);
  }
}

// The own entry, and whoever else is in the room for one who reads there.
void SeeMeeting(Deciding& deciding, const std::string& id,
                const v1::MeetingRow& meeting, bool organises,
                const Person& person, Sight& sight) {
  std::string& line = sight.lines[absl::StrCat("meeting ", id)];
  line = absl::StrCat(meeting.series(), meeting.day(), meeting.state());
  bool reads = false;
  for (const v1::Attendance& entry : meeting.attendance()) {
    const bool own = entry.person() == person.id;
    const bool known = own || organises || entry.party() == deciding.party();
    reads = reads || (own && entry.left_at() == 0 && entry.confirmed());
    if (known) absl::StrAppend(&line, Canonical(entry));
  }
  if (!reads) return;
  for (const v1::Attendance& entry : meeting.attendance()) {
    if (entry.left_at() == 0) absl::StrAppend(&line, " ", entry.party());
  }
  SeeScreen(deciding, id, meeting, sight);
}

}  // namespace

void SeeConferences(Deciding& deciding, const Census& census,
                    const Person& person, Sight& sight) {
  std::set<std::string> attended, organised;
  for (const std::string& id : IdsOf(census, "conferences")) {
    const auto row =
        Find<v1::SeriesRow>(deciding.snapshot(), Table::kSeries, id);
    if (!row.has_value() || !exchange::IsMember(*row, deciding.party())) {
      continue;
    }
    attended.insert(id);
    if (row->organiser() == deciding.party()) organised.insert(id);
    sight.lines[absl::StrCat("series ", id)] = Canonical(*row);
  }
  for (const std::string& id : IdsOf(census, "meetings")) {
    const auto row =
        Find<v1::MeetingRow>(deciding.snapshot(), Table::kMeeting, id);
    if (!row.has_value() || attended.count(row->series()) == 0) continue;
    SeeMeeting(deciding, id, *row, organised.count(row->series()) != 0, person,
               sight);
  }
  for (const std::string& id : IdsOf(census, "items")) {
    const auto row = Find<v1::ItemRow>(deciding.snapshot(), Table::kItem, id);
    if (!row.has_value() || row->released_by() != deciding.party()) continue;
    sight.lines[absl::StrCat("item ", id)] = Canonical(*row);
  }
}

}  // namespace tasuki::two_worlds
