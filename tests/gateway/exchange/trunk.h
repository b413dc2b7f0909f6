#ifndef TESTS_GATEWAY_EXCHANGE_TRUNK_H_
#define TESTS_GATEWAY_EXCHANGE_TRUNK_H_

#include <string>
#include <vector>

#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/world.h"

// Steps of the trunk of the seed case, for the tests that need them.
namespace tasuki::exchange {

inline constexpr char kGuidance[] = "bodies/hokusei-cgc";
inline constexpr char kNursery[] = "bodies/sample-nursery";
// Well formed, and of nothing.
inline constexpr char kAbsentId[] = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

World::Person Coordinator();
World::Person Officer();  // child welfare officer of the guidance centre
World::Person SocialWorker();
World::Person Counsellor();  // of the pregnancy-SOS service
World::Person Psychiatrist();

// A profile with a name, a rule that allows LINE and one that forbids letters.
v1::Record Profile();
// A pregnancy with an early-pregnancy fact.
v1::Record Pregnancy();

// A subject that the person registers.
std::string Registered(World& world, const World::Person& person);
// A case of hers that maternal health opens, with these sections bound.
Opening OpenFor(World& world, const std::string& subject,
                const std::vector<std::string>& sections);
// A section of the case, confirmed.
std::string InCase(World& world, const World::Person& person,
                   const Opening& opening, const v1::Record& record);

v1::RegisterInCouncilRequest Registration(
    const std::string& a_case, const std::vector<std::string>& members);
// The coordinator registers the case with these members; the coordinating unit
// is put on the team first.
void RegisterCase(World& world, const Opening& opening,
                  const std::vector<std::string>& members);
void AddToTeam(World& world, const Opening& opening, const std::string& party,
               v1::Relation relation,
               const std::vector<std::string>& persons = {});

v1::SendMessageRequest MessageTo(const std::string& recipient,
                                 v1::MessageKind kind,
                                 const std::string& subject,
                                 const std::vector<std::string>& sections);
v1::SendMessageRequest RequestTo(const std::string& recipient,
                                 const std::string& subject,
                                 v1::Category category);
Release Send(World& world, const World::Person& person,
             const v1::SendMessageRequest& request);
// The name of a message that went out.
std::string Sent(World& world, const World::Person& person,
                 const v1::SendMessageRequest& request);
Release ReadMessage(World& world, const World::Person& person,
                    const std::string& name,
                    v1::Purpose purpose = v1::PURPOSE_SUPPORT);
v1::MessageHeader HeaderFor(World& world, const World::Person& person,
                            const std::string& name);
// The received copies.
std::vector<std::string> Accepted(World& world, const World::Person& person,
                                  const std::string& message,
                                  const std::string& a_case = "",
                                  v1::Purpose purpose = v1::PURPOSE_SUPPORT);
v1::ListMessagesResponse InboxOf(World& world, const World::Person& person);

// Commits changes that no use case makes yet.
void Commit(World& world, const Transaction& transaction);

// The code that a refusal shows, and the true ones in the log.
v1::RefusalCode CodeShown(const Release& release);
std::vector<int> CodesLogged(World& world, const Release& release);
// Of an answer that was given.
std::vector<int> CodesLogged(World& world, const v1::Disclosure& disclosure);

// What a refusal says outwardly, without its evidence.
std::string Outward(const Release& release);

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_TRUNK_H_
