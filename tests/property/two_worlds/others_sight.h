#ifndef TESTS_PROPERTY_TWO_WORLDS_OTHERS_SIGHT_H_
#define TESTS_PROPERTY_TWO_WORLDS_OTHERS_SIGHT_H_

#include "tests/property/two_worlds/deciding.h"
#include "tests/property/two_worlds/sight.h"

namespace tasuki::two_worlds {

// Adds what is no section: subjects, messages, consents, reports and
// conferences, as far as the reader's party stands in them.
void SeeOthers(Deciding& deciding, const Census& census, const Person& person,
               Sight& sight);

// Adds openings for danger to life, of the party's and to review.
void SeeOpenings(Deciding& deciding, const Census& census, Sight& sight);

// Adds requests for a copy that the reader answers.
void SeeCopies(Deciding& deciding, const Census& census, Sight& sight);

// Adds series, meetings, items and the screen.
void SeeConferences(Deciding& deciding, const Census& census,
                    const Person& person, Sight& sight);

// The ids of one collection.
const std::set<std::string>& IdsOf(const Census& census,
                                   const std::string& collection);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_OTHERS_SIGHT_H_
