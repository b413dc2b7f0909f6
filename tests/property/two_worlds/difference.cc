#include "tests/property/two_worlds/difference.h"

#include "absl/strings/match.h"

namespace tasuki::two_worlds {

const std::vector<DifferenceKind>& DifferenceKinds() {
  static const auto* const kinds = [] {
    auto* all = new std::vector<DifferenceKind>;
    for (const auto& some :
         {DifferencesInRecords(), DifferencesInConsents(), DifferencesInCases(),
          DifferencesInLives(), DifferencesInMessages(), DifferencesInRows(),
          DifferencesInOpenings(), DifferencesInCopies(),
          DifferencesBehindLimits()}) {
      all->insert(all->end(), some.begin(), some.end());
    }
    return all;
  }();
  return *kinds;
}

Person OtherThan(const Person& reader, Draw& draw,
                 const std::vector<Person>& of) {
  std::vector<Person> others;
  for (const Person& person : of) {
    if (person.party != reader.party) others.push_back(person);
  }
  if (others.empty()) return OtherThan(reader, draw);
  return others[draw.Below(static_cast<int>(others.size()))];
}

// The seed case most of the time: it has the most to see.
const Led& AnyCase(const Base& base, Draw& draw) {
  if (draw.Chance(75)) return base.cases.front();
  return base.cases[draw.Below(static_cast<int>(base.cases.size()))];
}

std::string AnyMade(const Base& base, Draw& draw, const std::string& prefix) {
  std::vector<std::string> names;
  for (const std::string& name : base.made) {
    if (absl::StartsWith(name, prefix)) names.push_back(name);
  }
  if (names.empty()) return "";
  return names[draw.Below(static_cast<int>(names.size()))];
}

}  // namespace tasuki::two_worlds
