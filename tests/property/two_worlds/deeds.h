#ifndef TESTS_PROPERTY_TWO_WORLDS_DEEDS_H_
#define TESTS_PROPERTY_TWO_WORLDS_DEEDS_H_

#include <string>
#include <vector>

#include "tasuki/v1/record.pb.h"
#include "tests/property/two_worlds/world.h"

// What people do, in a line each. What is refused is not done: names are then
// empty, and what rests on them is refused in turn.
namespace tasuki::two_worlds {

std::string Registered(World& world, const Person& person);

// A section, drafted, looked at and confirmed; a draft alone.
struct Marks {
  bool implies_place = false, third_party_harm = false, child_relevant = false;
  std::vector<std::string> concerned = {};
};
std::string Stated(World& world, const Person& person,
                   const std::string& subject, const std::string& a_case,
                   const v1::Record& record, const Marks& marks = {});
std::string Drafted(World& world, const Person& person,
                    const std::string& subject, const std::string& a_case,
                    const v1::Record& record);

std::string Opened(World& world, const Person& person,
                   const std::string& subject,
                   const std::vector<std::string>& sections,
                   v1::CaseClass a_class);
void AddToTeam(World& world, const Person& lead, const std::string& a_case,
               const Person& member, bool by_name);
void Register(World& world, const std::string& a_case,
              const std::vector<std::string>& members);

// Terms of `categories` at one level, for the purposes of everybody.
v1::ConsentTerms TermsOf(const World& world, const std::string& subject,
                         const std::vector<std::string>& holders,
                         const std::vector<std::string>& recipients,
                         const std::vector<v1::Category>& categories,
                         v1::Level level);
std::string Consented(World& world, const Person& person,
                      const v1::ConsentTerms& terms);

v1::SendMessageRequest Sending(v1::MessageKind kind,
                               const std::string& recipient,
                               const std::string& subject,
                               const std::vector<std::string>& sections);
std::string Sent(World& world, const Person& person,
                 const v1::SendMessageRequest& send);
// A request for pregnancy and money.
std::string AskedFor(World& world, const Person& person,
                     const std::string& recipient, const std::string& subject);
std::vector<std::string> Accepted(World& world, const Person& person,
                                  const std::string& message,
                                  const std::string& a_case = "");

std::string SeriesOf(World& world, const Person& person,
                     const std::vector<std::string>& members);
std::string Released(World& world, const Person& person,
                     const std::string& series, const std::string& section);
// A meeting of today, open.
std::string Met(World& world, const Person& organiser,
                const std::string& series);
void Join(World& world, const Person& person, const std::string& meeting,
          const Person* confirmed_by);

// A report to a desk, from the body of a sender. Its name is drawn from `id`.
v1::TakenReport ReportOf(const std::string& id, const std::string& sender,
                         const std::string& recipient,
                         const std::string& narrative);

// Records of the seed case.
v1::Record SosContact(const std::string& words);
v1::Record Profile(const std::string& name);
v1::Record PregnancyOf(const std::string& expected);
v1::Record BirthPlan(v1::BirthMode mode);
v1::Record HomeVisit();

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_DEEDS_H_
