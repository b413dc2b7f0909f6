#ifndef TESTS_GATEWAY_EXCHANGE_FURTHER_PARTIES_H_
#define TESTS_GATEWAY_EXCHANGE_FURTHER_PARTIES_H_

#include <string>

#include "tests/gateway/exchange/world.h"

// Parties that the sample city has not, and what a test lets a party know.
namespace tasuki::exchange {

// Enters a party with one person who can be called.
World::Person AddParty(World& world, const std::string& name,
                       v1::AudienceType audience, v1::Role role);

// The party knows the subject, as if it had registered her.
void Acquaint(World& world, const std::string& party,
              const std::string& subject);
// The party was sent word of the subject.
void Tell(World& world, const std::string& party, const std::string& subject);

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_FURTHER_PARTIES_H_
