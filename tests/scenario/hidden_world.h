#ifndef TESTS_SCENARIO_HIDDEN_WORLD_H_
#define TESTS_SCENARIO_HIDDEN_WORLD_H_

#include <map>
#include <string>
#include <vector>

#include "tests/scenario/case_setup.h"

namespace tasuki::scenario {

// What an outsider has of its own, so that a request fails on the one thing in
// it that is hidden, and on nothing before.
struct OwnThings {
  std::string subject;
  std::string section;  // confirmed, of no case
};

// The seed case, and what else there is to hide.
struct World : SetUpCase {
  std::string draft_hash;        // of the reduced edition of the draft
  std::string new_message;       // sent, and not looked at yet
  std::string loose_copy;        // of maternal health, bound to no case
  std::string certificate_hash;  // of somebody who is not needed here
  std::string crl;
  std::string change;  // of the directory, submitted

  // From family support to maternal health, not settled.
  std::string request_to_answer, request_to_refuse;
  // To the case worker of family support alone.
  std::string named_request;
  // Consents that name the outsiders, who were never told.
  std::string naming_holders, naming_recipients;
  // Of maternal health, in the case; the visit concerns the outsiders, and it
  // alone is released.
  std::string pregnancy, visit;

  // That family support leads, which it has not agreed to.
  std::string proposal;

  // A series of maternal health, family support and the service.
  std::string series, open_meeting, planned_meeting, item;
  // One to which the outsiders belong, with an item of somebody else.
  std::string joint_series, joint_item;

  // From the service to family support.
  std::string report;

  // Of maternal health, for danger to life.
  std::string opening;

  // Of her own, to decide and to be decided.
  std::string copy_request;

  std::map<std::string, OwnThings> own;  // by party
};

// What must be there before outsiders are asked for the first time: what they
// have themselves.
void GiveOutsidersTheirOwn(Deployment& deployment,
                           const std::vector<std::string>& outsiders,
                           World& world);

// Everything else. Nobody tells the outsiders of it.
void Hide(Deployment& deployment, World& world);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_HIDDEN_WORLD_H_
