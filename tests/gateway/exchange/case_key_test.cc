#include "absl/strings/string_view.h"
#include "gateway/exchange/scopes.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Documents about several people are sealed under the key of their case, once
// they have one; what is about her alone stays under hers.
namespace tasuki::exchange {
namespace {

constexpr char kCity[] = "bodies/sample-city";

std::string IdOf(absl::string_view name) {
  return std::string(name.substr(name.rfind('/') + 1));
}

void Destroy(World& world, const std::string& scope) {
  Transaction transaction;
  transaction.changes.destroyed_scopes = {scope};
  Commit(world, transaction);
}

bool HasContent(World& world, const std::string& section) {
  const auto snapshot = world.ledger().Read();
  EXPECT_THAT(snapshot.status(), IsOk());
  const auto row = (*snapshot)->Read({Table::kEditions, IdOf(section)});
  EXPECT_THAT(row.status(), IsOk());
  return (*row)->version != 0;
}

v1::Record Visit() {
  v1::Record record;
  record.mutable_visit()->set_visited_on("2026-11-20");
  return record;
}

TEST(CaseKeyTest, BindingPutsADocumentAboutSeveralUnderTheKeyOfTheCase) {
  World world;
  const std::string subject = Registered(world, World::Nurse());
  const std::string visit =
      Confirmed(world, World::Nurse(), DraftOf(subject, Visit()));
  const std::string profile =
      Confirmed(world, World::Nurse(), DraftOf(subject, Profile()));
  const Opening opening = OpenFor(world, subject, {visit, profile});
  Destroy(world, SubjectScope(IdOf(subject), kCity));
  EXPECT_TRUE(HasContent(world, visit));
  EXPECT_FALSE(HasContent(world, profile));
  Destroy(world, CaseScope(IdOf(opening.a_case), kCity));
  EXPECT_FALSE(HasContent(world, visit));
}

TEST(CaseKeyTest, DocumentOfNoCaseIsUnderHers) {
  World world;
  const std::string subject = Registered(world, World::Nurse());
  const std::string visit =
      Confirmed(world, World::Nurse(), DraftOf(subject, Visit()));
  Destroy(world, SubjectScope(IdOf(subject), kCity));
  EXPECT_FALSE(HasContent(world, visit));
}

}  // namespace
}  // namespace tasuki::exchange
