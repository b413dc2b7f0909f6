#ifndef TESTS_GATEWAY_EXCHANGE_REFUSAL_CODE_H_
#define TESTS_GATEWAY_EXCHANGE_REFUSAL_CODE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// One test for each refusal code, named after it: REFUSAL_CODE_NO_BASIS is
// tested by a test NoBasis, in a suite whose name has RefusalCode in it. The
// test fails unless it came to that code in the log (RefusalCodesTest).
namespace tasuki::exchange {

// "NoBasis" of the code, and back; UNSPECIFIED of another name.
std::string TestNameOf(v1::RefusalCode code);
v1::RefusalCode CodeTestedBy(const std::string& test);

class RefusalCodeTest : public ::testing::Test {
 protected:
  RefusalCodeTest();
  void TearDown() override;

  v1::RefusalCode code() const { return code_; }

  // Refused openly: the caller is told the code, which the log has alone.
  void ExpectTold(const Release& release);
  // Refused as if it were not there; the log has the true code. Nothing tells
  // it from `absent`, the same asked about what is not there.
  void ExpectHidden(const Release& hidden, const Release& absent);
  // Refused with a rule about the request, and without a code.
  void ExpectRuleOnly(const Release& release);
  // Answered, and the code is the answer's in the log.
  void ExpectNoted(const v1::Disclosure& disclosure);
  // The case is read, without this text; why is in the log, and no code of it
  // in the answer.
  void ExpectLowered(const Release& read, const std::string& text);

  // As ReadCase, of a case that does not exist.
  Release ReadAbsentCase(const World::Person& person);

  World world_;

 private:
  void Seen(const std::vector<int>& logged);

  const v1::RefusalCode code_;
  bool seen_ = false;
};

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_REFUSAL_CODE_H_
