#ifndef TESTS_GATEWAY_EXCHANGE_CORRECTIONS_H_
#define TESTS_GATEWAY_EXCHANGE_CORRECTIONS_H_

#include <string>
#include <vector>

#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/state.pb.h"
#include "tests/gateway/exchange/world.h"

// Statements that end, for the tests that need them.
namespace tasuki::exchange {

v1::CorrectSectionRequest CorrectionOf(const std::string& section,
                                       const v1::Record& record,
                                       const std::string& reason = "typed");
v1::RetractSectionRequest RetractionOf(const std::string& section,
                                       const std::string& reason = "not hers");

// Looks at the draft's reduced edition and confirms it.
Release ConfirmDraft(World& world, const World::Person& person,
                     const std::string& draft);
// The draft of the new version, not confirmed.
std::string DraftCorrection(World& world, const World::Person& person,
                            const std::string& section,
                            const v1::Record& record);
// The new version, confirmed.
std::string Corrected(World& world, const World::Person& person,
                      const std::string& section, const v1::Record& record);
Release Retract(World& world, const World::Person& person,
                const std::string& section);
std::vector<v1::SectionVersion> VersionsOf(World& world,
                                           const World::Person& person,
                                           const std::string& section);

// The row of `sections/{section}` as stored.
v1::SectionRow SectionRowOf(World& world, const std::string& section);
// The correction notices in the inbox of the person's party, oldest first.
std::vector<v1::MessageHeader> NoticesTo(World& world,
                                         const World::Person& person);

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_CORRECTIONS_H_
