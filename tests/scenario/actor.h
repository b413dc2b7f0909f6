#ifndef TESTS_SCENARIO_ACTOR_H_
#define TESTS_SCENARIO_ACTOR_H_

#include <string>
#include <vector>

#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::scenario {

// One person of the sample city's directory, at one of its systems or with a
// certificate of their own, and the purpose that this person works for.
struct Actor {
  std::string name;         // of the process and its folder, such as "mh"
  std::string ja, en;       // for the story
  std::string certificate;  // name at the CA; two persons may share one
  std::string party;
  std::string person;
  v1::Role role;
  v1::Purpose purpose;
  bool has_row = true;  // in the tables of the story
  // The certificate is the person's own: nothing else says who acts.
  bool personal = false;
  // What it writes down itself and nobody gives it; marked in the tables.
  std::vector<v1::Category> keeps = {};
};

// Everybody in the seed case. Those that share a certificate share a system.
const std::vector<Actor>& Cast();

// Where a story takes place: who takes part, and what the directory has beside
// the sample city, as the text of a tasuki.v1.DirectoryFile.
struct Setting {
  std::vector<Actor> cast;
  std::string directory;
};
// Of the seed case: everybody, an infant home, and a midwife whose only
// assignment has ended.
const Setting& SeedSetting();

// SPIFFE-style URI of the actor's system, or of the person.
std::string UriOf(const Actor& actor);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_ACTOR_H_
