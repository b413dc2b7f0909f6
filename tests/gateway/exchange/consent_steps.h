#ifndef TESTS_GATEWAY_EXCHANGE_CONSENT_STEPS_H_
#define TESTS_GATEWAY_EXCHANGE_CONSENT_STEPS_H_

#include <string>
#include <vector>

#include "tests/gateway/exchange/trunk.h"

// What is done with a consent after it was given, for the tests of that.
namespace tasuki::exchange {

v1::WithdrawConsentRequest WithdrawalOf(
    const std::string& consent, const std::vector<std::string>& recipients = {},
    const std::vector<v1::Category>& categories = {});
Release Withdraw(World& world, const World::Person& person,
                 const v1::WithdrawConsentRequest& request);

v1::NarrowConsentRequest NarrowingOf(const std::string& consent);
Release Narrow(World& world, const World::Person& person,
               const v1::NarrowConsentRequest& request);

// Previews the terms and grants them in the place of another consent.
Release GrantFor(World& world, const World::Person& person,
                 const v1::ConsentTerms& terms,
                 const std::string& supersedes = "");
std::string NameIn(const Release& granted);

Release ReadConsent(World& world, const World::Person& person,
                    const std::string& consent);
v1::GetConsentResponse ConsentAs(World& world, const World::Person& person,
                                 const std::string& consent);
Release ListOf(World& world, const World::Person& person,
               const std::string& subject, int size = 0,
               const std::string& token = "");
std::vector<std::string> Listed(World& world, const World::Person& person,
                                const std::string& subject);

// The terms of the consent that the opening was played with.
v1::ConsentTerms TermsOfOpening(World& world, const Opening& opening);

// Does the person's answer about the case of the opening hold this text?
bool Sees(World& world, const World::Person& person, const Opening& opening,
          absl::string_view text);

// The kinds of the messages to a person's party about a consent, oldest first.
std::vector<std::string> StopsTo(World& world, const World::Person& person);

// As stored now.
template <typename Row>
Row Stored(World& world, Table table, const std::string& name) {
  Row row;
  row.ParseFromString(world.ledger()
                          .Read()
                          .value()
                          ->Read({table, name.substr(name.find('/') + 1)})
                          .value()
                          ->body);
  return row;
}
// Stores a row that no use case makes yet.
void Store(World& world, Table table, const std::string& name,
           const google::protobuf::MessageLite& row);

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_CONSENT_STEPS_H_
