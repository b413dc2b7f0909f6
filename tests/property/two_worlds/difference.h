#ifndef TESTS_PROPERTY_TWO_WORLDS_DIFFERENCE_H_
#define TESTS_PROPERTY_TWO_WORLDS_DIFFERENCE_H_

#include <functional>
#include <string>
#include <vector>

#include "tests/property/disclosure/random_record.h"
#include "tests/property/two_worlds/base.h"

// What may be one way in one world and another way in the other. Nothing here
// knows what a reader is shown: that is decided afterwards, by the policy.
namespace tasuki::two_worlds {

using Draw = disclosure::RandomRecords;
using Deed = std::function<void(World&)>;

// The deeds of others in the two worlds. Nothing in one of them: an empty deed.
struct Difference {
  Deed in_first, in_second = [](World&) {};
};

struct DifferenceKind {
  std::string name;
  // `reader` is the one that must not tell; others do what is done.
  std::function<Difference(Draw&, const Base&, const Person& reader)> draw;
};

const std::vector<DifferenceKind>& DifferenceKinds();

// The parts of it.
std::vector<DifferenceKind> DifferencesInRecords();
std::vector<DifferenceKind> DifferencesInConsents();
std::vector<DifferenceKind> DifferencesInCases();
std::vector<DifferenceKind> DifferencesInLives();
std::vector<DifferenceKind> DifferencesInMessages();
std::vector<DifferenceKind> DifferencesInRows();
std::vector<DifferenceKind> DifferencesInOpenings();
std::vector<DifferenceKind> DifferencesInCopies();
// What a reader would be shown, but for one limit.
std::vector<DifferenceKind> DifferencesBehindLimits();

// Somebody of another party; of these, if there is one.
Person OtherThan(const Person& reader, Draw& draw,
                 const std::vector<Person>& of = Everybody());
const Led& AnyCase(const Base& base, Draw& draw);
std::string AnyMade(const Base& base, Draw& draw, const std::string& prefix);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_DIFFERENCE_H_
