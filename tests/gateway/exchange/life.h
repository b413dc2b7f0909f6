#ifndef TESTS_GATEWAY_EXCHANGE_LIFE_H_
#define TESTS_GATEWAY_EXCHANGE_LIFE_H_

#include <gtest/gtest.h>

#include <string>

#include "gateway/exchange/reading.h"
#include "gateway/model/id.h"
#include "tasuki/v1/lead_service.pb.h"
#include "tasuki/v1/state.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/gateway/exchange/trunk.h"

// The life of a case and of a subject, for the tests of it.
namespace tasuki::exchange {

World::Person Director();  // of the guidance centre

Release Close(World& world, const World::Person& person,
              const std::string& a_case,
              v1::ClosingReason reason = v1::CLOSING_REASON_IMPROVED);
Release Reopen(World& world, const World::Person& person,
               const std::string& a_case);
Release Reclassify(World& world, const World::Person& person,
                   const std::string& a_case, v1::CaseClass to);

// To family support, or no longer.
Release ReleaseHealth(World& world, const World::Person& person,
                      const std::string& a_case, bool released);

// Urgency, rank and severity of a usual case.
v1::LeadTerms Terms(const std::string& lead, v1::Urgency urgency);
Release Propose(World& world, const World::Person& person,
                const std::string& a_case, const v1::LeadTerms& terms,
                const std::string& reason = "REASON-MARK");
// Of a proposal that was taken.
v1::ProposeLeadResponse Proposed(World& world, const World::Person& person,
                                 const std::string& a_case,
                                 const v1::LeadTerms& terms);
Release Agree(World& world, const World::Person& person,
              const std::string& proposal);
Release Decline(World& world, const World::Person& person,
                const std::string& proposal, const v1::LeadTerms& view);
Release AskLead(World& world, const World::Person& person,
                const std::string& a_case);
v1::GetLeadResponse LeadFor(World& world, const World::Person& person,
                            const std::string& a_case);

// The case's own record as the person is shown it; empty: it is not.
v1::CaseManagement ManagementFor(World& world, const World::Person& person,
                                 const std::string& a_case);

// A row as it is stored now.
template <typename Row>
Row Stored(World& world, Table table, const char* collection,
           const std::string& name) {
  const auto snapshot = world.ledger().Read();
  Reading state(**snapshot, world.ledger().Now());
  const auto row =
      state.Find<Row>(table, *ParseResourceId(collection, name, ""));
  EXPECT_TRUE(row.ok() && row->has_value());
  return **row;
}
inline v1::CaseRow StoredCase(World& world, const std::string& name) {
  return Stored<v1::CaseRow>(world, Table::kCase, "cases", name);
}
inline v1::SubjectRow StoredSubject(World& world, const std::string& name) {
  return Stored<v1::SubjectRow>(world, Table::kSubject, "subjects", name);
}

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_LIFE_H_
