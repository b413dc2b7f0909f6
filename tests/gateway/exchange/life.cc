#include "tests/gateway/exchange/life.h"

#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

template <typename Request>
Request On(const std::string& a_case) {
  Request request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_case_(a_case);
  return request;
}

template <typename Request>
Request OfName(const std::string& name) {
  Request request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_name(name);
  return request;
}

}  // namespace

World::Person Director() {
  return {"p-cgc-director-1", kGuidance, v1::ROLE_CGC_DIR};
}

Release Close(World& world, const World::Person& person,
              const std::string& a_case, v1::ClosingReason reason) {
  auto request = On<v1::CloseCaseRequest>(a_case);
  request.set_reason(reason);
  return world.Call(person, "CaseService/CloseCase", request);
}

Release Reopen(World& world, const World::Person& person,
               const std::string& a_case) {
  return world.Call(person, "CaseService/ReopenCase",
                    On<v1::ReopenCaseRequest>(a_case));
}

Release Reclassify(World& world, const World::Person& person,
                   const std::string& a_case, v1::CaseClass to) {
  auto request = On<v1::ReclassifyCaseRequest>(a_case);
  request.set_class_(to);
  return world.Call(person, "CaseService/ReclassifyCase", request);
}

Release ReleaseHealth(World& world, const World::Person& person,
                      const std::string& a_case, bool released) {
  auto request = On<v1::ReleaseHealthRequest>(a_case);
  request.set_released(released);
  request.set_reason("REASON-MARK");
  return world.Call(person, "CaseService/ReleaseHealth", request);
}

v1::LeadTerms Terms(const std::string& lead, v1::Urgency urgency) {
  v1::LeadTerms terms;
  terms.set_lead(lead);
  terms.set_rank(v1::RANK_TWO);
  terms.set_urgency(urgency);
  terms.set_severity(v1::SEVERITY_SEVERE);
  return terms;
}

Release Propose(World& world, const World::Person& person,
                const std::string& a_case, const v1::LeadTerms& terms,
                const std::string& reason) {
  auto request = On<v1::ProposeLeadRequest>(a_case);
  *request.mutable_terms() = terms;
  request.set_reason(reason);
  return world.Call(person, "LeadService/ProposeLead", request);
}

v1::ProposeLeadResponse Proposed(World& world, const World::Person& person,
                                 const std::string& a_case,
                                 const v1::LeadTerms& terms) {
  const Release release = Propose(world, person, a_case, terms);
  EXPECT_THAT(release.status, IsOk());
  v1::ProposeLeadResponse response;
  response.ParseFromString(release.response);
  return response;
}

Release Agree(World& world, const World::Person& person,
              const std::string& proposal) {
  return world.Call(person, "LeadService/AgreeLead",
                    OfName<v1::AgreeLeadRequest>(proposal));
}

Release Decline(World& world, const World::Person& person,
                const std::string& proposal, const v1::LeadTerms& view) {
  auto request = OfName<v1::DeclineLeadRequest>(proposal);
  *request.mutable_other_view() = view;
  request.set_reason("VIEW-MARK");
  return world.Call(person, "LeadService/DeclineLead", request);
}

Release AskLead(World& world, const World::Person& person,
                const std::string& a_case) {
  return world.Call(person, "LeadService/GetLead",
                    On<v1::GetLeadRequest>(a_case));
}

v1::GetLeadResponse LeadFor(World& world, const World::Person& person,
                            const std::string& a_case) {
  const Release release = AskLead(world, person, a_case);
  EXPECT_THAT(release.status, IsOk());
  v1::GetLeadResponse response;
  response.ParseFromString(release.response);
  return response;
}

v1::CaseManagement ManagementFor(World& world, const World::Person& person,
                                 const std::string& a_case) {
  v1::GetCaseResponse response;
  response.ParseFromString(ReadCase(world, person, a_case).response);
  for (const v1::Section& section : response.case_().sections()) {
    if (section.record().has_case_management()) {
      return section.record().case_management();
    }
  }
  return {};
}

}  // namespace tasuki::exchange
