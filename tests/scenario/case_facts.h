#ifndef TESTS_SCENARIO_CASE_FACTS_H_
#define TESTS_SCENARIO_CASE_FACTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::scenario {

// One record of the seed case, as each party is to see it, written out by hand.
struct Fact {
  v1::SectionKind kind;
  v1::Record full;     // as the service wrote it
  v1::Record reduced;  // what its preview must show
  v1::Record for_mh;   // under consent c1: what maternal health gets
  v1::Record for_fs;   // what family support sees of the copy
  v1::Record for_sup;  // what supervision sees of the copy
};

// SosContact, SubjectProfile, Livelihood.
std::vector<Fact> FactsOfTheSeedCase();

// The terms of consent c1.
v1::ConsentTerms TermsOfC1(const std::string& subject, int64_t valid_until);
// What she is shown before she agrees, in order; words and all left out.
std::vector<v1::ConsentView> ViewsOfC1();

// Case K-17 as its management says it.
v1::Record CaseManagementOf(const std::vector<std::string>& team);

// "My daughter, is she consulting you?"
v1::Inquiry InquiryOfTheMother();

// A message from protobuf text; CHECK-fails if it is none.
template <typename Message>
Message FromText(absl::string_view text);
extern template v1::Record FromText<v1::Record>(absl::string_view);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_CASE_FACTS_H_
