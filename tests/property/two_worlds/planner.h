#ifndef TESTS_PROPERTY_TWO_WORLDS_PLANNER_H_
#define TESTS_PROPERTY_TWO_WORLDS_PLANNER_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/property/two_worlds/difference.h"
#include "tests/property/two_worlds/plan.h"

namespace tasuki::two_worlds {

// Collects the requests of a plan.
class Planner {
 public:
  Planner(const Person& reader, const Names& names, std::string today,
          uint64_t seed, int share)
      : reader_(reader),
        names_(names),
        today_(std::move(today)),
        draw_(seed),
        share_(share) {}

  // Adds the request by chance, for one of the reader's purposes.
  template <typename Request>
  void Ask(Request request, Flow flow = Flow::kNone) {
    const std::vector<v1::Purpose> purposes = PurposesOf(reader_);
    const auto purpose =
        purposes[draw_.Below(static_cast<int>(purposes.size()))];
    if constexpr (requires { request.mutable_access(); }) {
      if (request.access().purpose() == v1::PURPOSE_UNSPECIFIED) {
        request.mutable_access()->set_purpose(purpose);
      }
    }
    if (!draw_.Chance(share_)) return;
    steps_.push_back({std::make_shared<const Request>(request), flow});
  }
  // What names one thing.
  template <typename Request>
  void Name(const std::string& name, Flow flow = Flow::kNone) {
    Request request;
    request.set_name(name);
    Ask(request, flow);
  }
  template <typename Request>
  void NameSome(const std::string& collection, int count,
                Flow flow = Flow::kNone) {
    for (const std::string& name : Some(collection, count)) {
      Name<Request>(name, flow);
    }
  }

  // Names of things in either world, hidden ones too, and rather of what is in
  // one of them alone; and of nothing.
  std::string Any(const std::string& collection);
  std::vector<std::string> Some(const std::string& collection, int count);
  std::string AnyParty();
  // The reader's own subject or case, or any.
  std::string OwnOr(const std::string& own, const std::string& collection);

  Draw& draw() { return draw_; }
  const Person& reader() const { return reader_; }
  const std::string& today() const { return today_; }
  std::vector<Step> Take() { return std::move(steps_); }

 private:
  const Person& reader_;
  const Names& names_;
  const std::string today_;
  Draw draw_;
  const int share_;
  std::vector<Step> steps_;
};

void PlanSubjectsAndSections(Planner& plan);
void PlanVersions(Planner& plan);
void PlanCases(Planner& plan);
void PlanLives(Planner& plan);
void PlanMessages(Planner& plan);
void PlanConsents(Planner& plan);
void PlanConferences(Planner& plan);
void PlanReportsAndOffice(Planner& plan);
void PlanCopies(Planner& plan);
// Last: what a reader opens, it is shown, and that may differ.
void PlanBreakGlass(Planner& plan);
// Everything that can be read, again.
void PlanReads(Planner& plan);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_PLANNER_H_
