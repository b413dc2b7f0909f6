#include "gateway/exchange/descent.h"

#include <algorithm>
#include <limits>

#include "gateway/base/status_macros.h"
#include "gateway/exchange/correction.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/view.h"

namespace tasuki::exchange {
namespace {

// These and the versions before them, each by which of these comes last.
absl::StatusOr<std::map<std::string, std::string>> VersionsOf(
    Reading& state, const std::vector<std::string>& ends) {
  std::map<std::string, std::string> versions;
  for (const std::string& last : ends) {
    std::string id = last;
    while (!id.empty()) {
      versions[id] = last;
      ASSIGN_OR_RETURN(const v1::SectionRow& row,
                       state.Get<v1::SectionRow>(Table::kSection, id));
      id = row.corrects();
    }
  }
  return versions;
}

}  // namespace

absl::StatusOr<v1::SectionState> StateOfOrigin(Reading& state,
                                               const v1::SectionRow& row) {
  v1::SectionState found = v1::SECTION_STATE_CONFIRMED;
  std::string id = row.copied_from();
  while (!id.empty()) {
    ASSIGN_OR_RETURN(const v1::SectionRow& origin,
                     state.Get<v1::SectionRow>(Table::kSection, id));
    if (IsOver(origin)) {
      ASSIGN_OR_RETURN(const std::string newest, NewestVersion(state, id));
      ASSIGN_OR_RETURN(const v1::SectionRow& now,
                       state.Get<v1::SectionRow>(Table::kSection, newest));
      if (now.state() == v1::SECTION_STATE_RETRACTED) return now.state();
      found = v1::SECTION_STATE_CORRECTED;
    }
    id = origin.copied_from();
  }
  return found;
}

absl::StatusOr<std::map<std::string, std::string>> HeldAbout(
    Reading& state, const std::string& subject) {
  std::map<std::string, std::string> held;
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   state.List(Index::kParties, ""));
  for (const IndexEntry& party : parties) {
    ASSIGN_OR_RETURN(const std::set<std::string> sections,
                     SectionsHeld(state, party.id, subject));
    for (const std::string& id : sections) {
      ASSIGN_OR_RETURN(const v1::SectionRow& row,
                       state.Get<v1::SectionRow>(Table::kSection, id));
      held[id] = row.copied_from();
    }
  }
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& a_case : cases) {  // what the gateway wrote itself
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> sections,
                     state.List(Index::kSectionsOfCase, a_case.id));
    for (const IndexEntry& entry : sections) held.try_emplace(entry.id);
  }
  return held;
}

std::set<std::string> WithCopies(
    const std::string& section,
    const std::map<std::string, std::string>& held) {
  std::set<std::string> all = {section};
  for (size_t before = 0; before != all.size();) {
    before = all.size();
    for (const auto& [id, copied_from] : held) {
      if (all.contains(copied_from)) all.insert(id);
    }
  }
  return all;
}

absl::StatusOr<Descent> DescentOf(Reading& state,
                                  const std::vector<std::string>& ends,
                                  const std::string& section) {
  ASSIGN_OR_RETURN(const auto versions, VersionsOf(state, ends));
  Descent descent;
  for (std::string id = section; !id.empty();) {
    const auto found = versions.find(id);
    if (found != versions.end()) {
      descent.from = found->second;
      return descent;
    }
    ASSIGN_OR_RETURN(const v1::SectionRow& row,
                     state.Get<v1::SectionRow>(Table::kSection, id));
    id = row.copied_from();
    descent.is_copy = true;
  }
  return descent;
}

absl::StatusOr<Line> LineOf(Reading& state,
                            const std::vector<std::string>& ends) {
  ASSIGN_OR_RETURN(const auto versions, VersionsOf(state, ends));
  ASSIGN_OR_RETURN(const v1::SectionRow& first,
                   state.Get<v1::SectionRow>(Table::kSection, ends.front()));
  ASSIGN_OR_RETURN(const auto held, HeldAbout(state, first.subject()));
  Line line;
  line.confirmed_from = std::numeric_limits<int64_t>::max();
  for (const auto& [version, last] : versions) {
    for (const std::string& id : WithCopies(version, held)) {
      ASSIGN_OR_RETURN(const v1::SectionRow& row,
                       state.Get<v1::SectionRow>(Table::kSection, id));
      if (version != last && IsOver(row)) continue;
      line.confirmed_from = std::min(line.confirmed_from, row.confirmed_at());
      line.sections.insert(id);
      if (id == version) continue;
      line.taken_over.insert({row.copied_from(), row.holder()});
    }
  }
  return line;
}

absl::StatusOr<std::map<Line::Place, std::set<std::string>>> PassedOn(
    Reading& state, const Line& line) {
  std::map<Line::Place, std::set<std::string>> places;
  std::set<Line::Place> to_all;
  for (const std::string& section : line.sections) {
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> stated,
                     state.List(Index::kStatedOfSection, section));
    for (const IndexEntry& entry : stated) {
      ASSIGN_OR_RETURN(const v1::MessageRow& message,
                       state.Get<v1::MessageRow>(Table::kMessage, entry.id));
      const Line::Place place = {section, message.recipient()};
      places[place].insert(message.persons().begin(), message.persons().end());
      if (message.persons().empty()) to_all.insert(place);
    }
  }
  for (const Line::Place& place : to_all) places[place].clear();
  return places;
}

}  // namespace tasuki::exchange
