#ifndef TESTS_SCENARIO_STORY_EXPECTATIONS_H_
#define TESTS_SCENARIO_STORY_EXPECTATIONS_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "tests/scenario/actor.h"
#include "tests/scenario/sight.h"

namespace tasuki::scenario {

using Actors = std::vector<std::string>;

// What every actor is to find behind every door, written out by the scenes:
// nothing here knows a rule. Sections, consents and messages have short names
// of the story, such as "visit". Thread-compatible.
class Expectations {
 public:
  // Nothing answers this actor any more.
  void ShutOut(const std::string& actor) { shut_out_.insert(actor); }

  // The person and her consents.
  void SetSubject(const std::string& name) { places_.subject = name; }
  void KnowSubject(const Actors& actors, const std::string& alias = "");
  void AddConsent(const std::string& nick, const std::string& name);
  const std::string& NameOfConsent(const std::string& nick) const;
  void KnowConsent(const Actors& actors, const std::string& nick,
                   v1::ConsentState state);
  void ForgetConsents(const std::string& actor);

  // A section as its holder sees it, without its record.
  void Place(const std::string& nick, const v1::Section& section);
  const std::string& NameOf(const std::string& nick) const;
  const v1::Section& SectionOf(const std::string& nick) const;

  // The case. From now on these see this much of a section; or no more of it.
  void SetCase(const std::string& name) { places_.a_case = name; }
  // A section that was there before the case belongs to it now.
  void Bind(const std::string& nick);
  void See(const Actors& actors, const std::string& nick,
           const v1::Record& record);
  void Lose(const Actors& actors, const std::string& nick);
  // What the answer to GetCase says of itself; empty: there is no such case.
  void Levels(const Actors& actors, const std::string& levels);
  // On which grounds that rests, as in GroundsOf, until the levels change; of
  // who is not named nothing is expected.
  void Grounds(const Actors& actors, const std::string& grounds);
  // The same without one of its words, such as "C06●", which must be there.
  void Drop(const Actors& actors, const std::string& word);
  // The same with one word more.
  void Gain(const std::string& actor, const std::string& word);
  // The same, with whom to turn to for somebody in a protected place.
  void ThroughRelay(const std::string& actor, const std::string& party);

  // A message with what its recipient's people see of it.
  struct Content {
    std::vector<std::pair<std::string, v1::Record>> sections;
    std::string levels;
    std::string grounds = {};  // empty: not compared
  };
  struct Letter {
    v1::MessageHeader header;
    std::vector<std::pair<std::string, v1::Record>> sections;
    std::string levels;
    std::string grounds = {};
    // Of them, who sees it otherwise.
    std::map<std::string, Content> otherwise = {};
  };
  void Deliver(const std::string& nick, Letter letter);
  Letter& LetterOf(const std::string& nick);

  const Places& places() const { return places_; }
  Sight For(const Actor& actor) const;

 private:
  v1::Section SectionFor(const Actor& actor, const std::string& nick,
                         const v1::Record& record) const;
  v1::Case CaseFor(const Actor& actor) const;
  void AddMessages(const Actor& actor, Sight& sight) const;

  Places places_;
  std::set<std::string> shut_out_;
  std::map<std::string, v1::Subject> subjects_;  // by actor
  std::map<std::string, std::string> consents_;  // names
  std::map<std::string, std::map<std::string, v1::ConsentState>> consent_of_;
  std::map<std::string, v1::Section> sections_;
  // By actor, then section.
  std::map<std::string, std::map<std::string, v1::Record>> seen_;
  std::map<std::string, std::string> levels_, grounds_;
  std::map<std::string, Letter> letters_;
  std::vector<std::string> letter_order_;
};

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_STORY_EXPECTATIONS_H_
