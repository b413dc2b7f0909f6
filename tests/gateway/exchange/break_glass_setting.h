#ifndef TESTS_GATEWAY_EXCHANGE_BREAK_GLASS_SETTING_H_
#define TESTS_GATEWAY_EXCHANGE_BREAK_GLASS_SETTING_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tasuki/v1/break_glass_service.pb.h"
#include "tasuki/v1/case_service.pb.h"
#include "tests/gateway/exchange/life.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {

inline constexpr char kWomensCentre[] = "bodies/wco";

World::Person HospitalNurse();
World::Person Doctor();
World::Person Head();

// What a case shows of each category, as its disclosure says.
using Shown = std::map<v1::Category, v1::Level>;
Shown ShownIn(
    const google::protobuf::RepeatedPtrField<v1::CategoryDisclosure>& all);

// A case that maternal health leads; family support and the hospital are on its
// team, and it is not registered: the hospital is shown nothing of it. Maternal
// health wrote down a name with the ways to reach her, and a pregnancy with an
// infection.
class BreakGlassTest : public ::testing::Test {
 protected:
  BreakGlassTest();

  // For all that a rescue may need, with the second person of the body.
  v1::OpenBreakGlassRequest Asking(const std::string& second) const;
  Release Open(const World::Person& person,
               const v1::OpenBreakGlassRequest& request) {
    return world_.Call(person, "BreakGlassService/OpenBreakGlass", request);
  }
  // The opening's name.
  std::string Opened(const World::Person& person,
                     const v1::OpenBreakGlassRequest& request);
  // By the social worker, with the nurse of the hospital.
  std::string OpenedByHospital();
  absl::Status End(const World::Person& person, const std::string& opening);
  Release Review(
      const World::Person& person, const std::string& opening,
      v1::BreakGlassVerdict verdict = v1::BREAK_GLASS_VERDICT_JUSTIFIED);
  Release Get(const World::Person& person, const std::string& opening);
  v1::GetBreakGlassResponse Got(const World::Person& person,
                                const std::string& opening);
  v1::ListBreakGlassResponse List(const World::Person& person,
                                  int page_size = 0,
                                  const std::string& token = "");

  // The case, to protect.
  Release Read(const World::Person& person,
               v1::Purpose purpose = v1::PURPOSE_PROTECTION);
  Shown ShownTo(const World::Person& person,
                v1::Purpose purpose = v1::PURPOSE_PROTECTION);
  // Gives a section of maternal health to another holder, as a copy if it came
  // from somebody.
  void HandTo(const std::string& section, const std::string& holder,
              const std::string& origin = "");

  World world_;
  tasuki::exchange::Opening case_;
};

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_BREAK_GLASS_SETTING_H_
