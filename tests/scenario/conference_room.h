#ifndef TESTS_SCENARIO_CONFERENCE_ROOM_H_
#define TESTS_SCENARIO_CONFERENCE_ROOM_H_

#include <map>
#include <string>
#include <vector>

#include "tests/scenario/deployment.h"

namespace tasuki::scenario {

// A series of maternal health, which organises it, family support and the
// service, and one meeting with all three in the room. Every step must succeed.
class ConferenceRoom {
 public:
  explicit ConferenceRoom(Deployment& deployment);

  // What she allows to be shown here, and to whom.
  void Allow(const std::string& subject,
             const std::vector<std::string>& recipients,
             const std::vector<v1::Category>& categories);

  // Items of maternal health.
  std::string Release(const std::string& section);
  void TakeBack(const std::string& item);

  // All come in, and are confirmed.
  void Meet();
  void Leave(const std::string& name);

  // Everything that an actor in the room is answered, as text.
  std::string Screen(const std::string& name);
  std::map<std::string, std::string> Screens();

 private:
  PartnerProcess& organiser() { return deployment_.partner("mh"); }
  void Enter(const std::string& name);

  Deployment& deployment_;
  std::string series_, meeting_;
};

// Terms about what maternal health holds, at full level, for ten days.
v1::ConsentTerms TermsOfMaternalHealth(
    const std::string& subject, const std::vector<std::string>& recipients,
    v1::Purpose purpose, const std::vector<v1::Category>& categories);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_CONFERENCE_ROOM_H_
