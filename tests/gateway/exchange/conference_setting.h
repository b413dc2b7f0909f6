#ifndef TESTS_GATEWAY_EXCHANGE_CONFERENCE_SETTING_H_
#define TESTS_GATEWAY_EXCHANGE_CONFERENCE_SETTING_H_

#include <string>
#include <vector>

#include "tasuki/v1/conference_service.pb.h"
#include "tasuki/v1/state.pb.h"
#include "tests/gateway/exchange/world.h"

namespace tasuki::exchange {

inline constexpr char kToday[] = "2026-11-21";
inline constexpr char kTomorrow[] = "2026-11-22";

// The regular conference about K-17: organised by maternal health; members are
// family support, the hospital, the pregnancy SOS and the contract physicians.
// The child guidance centre is none.
struct ConferenceSetting {
  static World::Person Msw() { return {"p-msw-1", kHospital, v1::ROLE_MSW}; }
  static World::Person SecondNpo() {
    return {"p-npo-2", kNpo, v1::ROLE_NPO_COUNSEL};
  }
  static World::Person Stranger() {
    return {"p-cwo-1", "bodies/hokusei-cgc", v1::ROLE_CWO};
  }

  ConferenceSetting();

  // A section of maternal health on the case.
  std::string Confirm(const v1::Record& record);
  // One that says: 31 weeks, seen in a clinic.
  std::string ConfirmPregnancy();
  // The section that mirrors the case itself: class, branches, alias.
  std::string CaseSection();

  std::string SectionOfCase(const std::string& a_case);
  // A case that maternal health opens for her, or for somebody new (empty), to
  // whom everybody in the series consented the same. Its name.
  std::string OpenSecondCase(const std::string& subject);

  // Terms for what maternal health holds: these categories at FULL, with the
  // tick for C08, to these parties, for conferences of one series.
  v1::ConsentTerms Terms(const std::string& named_series,
                         const std::vector<std::string>& recipients,
                         const std::vector<v1::Category>& categories);
  // A consent as stored, for what maternal health holds: shown in full to these
  // parties, naming the series. Its name. Previews show less; nothing may rest
  // on that alone.
  std::string Consent(const std::vector<std::string>& recipients,
                      const std::vector<v1::Category>& categories);
  // For another series, where one is named.
  std::string ConsentFor(const std::string& named_series,
                         const std::vector<std::string>& recipients,
                         const std::vector<v1::Category>& categories);
  // For pregnancy and case management, to every member.
  void ConsentOfAll();

  std::string Schedule(const std::string& day);
  std::string Share(const std::string& section);
  absl::Status TakeBack(const std::string& item);
  absl::Status Open(const std::string& name);
  absl::Status Close(const std::string& name);
  absl::Status Join(const World::Person& person);
  absl::Status Leave(const World::Person& person);
  absl::Status Name(const World::Person& person);  // or confirms
  void Enter(const World::Person& person);         // joins and is confirmed

  tasuki::exchange::Release Look(const World::Person& person);
  // What is on the screen; the test fails if it may not be read.
  v1::GetSharedSummaryResponse Screen(const World::Person& person);

  template <typename Request>
  absl::Status Do(const World::Person& person, absl::string_view verb,
                  Request request) {
    *request.mutable_access() = AccessFor(v1::PURPOSE_CONFERENCE);
    return world.Call(person, verb, request).status;
  }
  // Commits what no use case would.
  void Force(Changes changes);
  template <typename Message>
  Message Stored(Table table, const std::string& id) {
    Message message;
    message.ParseFromString(
        world.ledger().Read().value()->Read({table, id}).value()->body);
    return message;
  }

  World world;
  Opening opening;
  std::string series, meeting;  // the meeting is today's, not open yet
};

// The id at the end of a resource name.
std::string IdOf(const std::string& name);

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_CONFERENCE_SETTING_H_
