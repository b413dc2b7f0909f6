#include "gateway/crypto/secret.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <new>
#include <ostream>
#include <set>
#include <string>
#include <utility>

#include "gateway/crypto/random.h"
#include "gateway/crypto/sealing.h"

namespace tasuki::crypto {
namespace {

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
static_assert(Printable<std::string> && !Printable<Secret>);
static_assert(!std::equality_comparable<Secret>);

constexpr absl::string_view kMarker = "MARKER-MARKER";  // short: kept inline

bool Holds(const std::array<char, sizeof(Secret)>& memory) {
  return std::search(memory.begin(), memory.end(), kMarker.begin(),
                     kMarker.end()) != memory.end();
}

TEST(SecretTest, IsWipedWhenDestroyed) {
  alignas(Secret) std::array<char, sizeof(Secret)> memory{};
  auto* const secret = new (memory.data()) Secret(std::string(kMarker));
  ASSERT_TRUE(Holds(memory));
  secret->~Secret();
  EXPECT_FALSE(Holds(memory));
}

TEST(SecretTest, AssignmentReplacesTheBytes) {
  Secret secret("old"), other("new");
  secret = other;
  EXPECT_EQ(secret.Reveal(), "new");
  EXPECT_EQ(other.Reveal(), "new");
  secret = Secret();
  EXPECT_TRUE(secret.empty());
}

TEST(SecretTest, NothingStaysWhereItWasMovedFrom) {
  alignas(Secret) std::array<char, sizeof(Secret)> memory{};
  auto* const secret = new (memory.data()) Secret(std::string(kMarker));
  const Secret moved(std::move(*secret));
  EXPECT_EQ(moved.Reveal(), kMarker);
  EXPECT_FALSE(Holds(memory));
  secret->~Secret();
}

TEST(RandomBytesTest, AreNeverHandedOutTwice) {
  std::set<std::string> seen;
  for (int i = 0; i < 5000; ++i) seen.insert(RandomBytes(16));
  EXPECT_EQ(seen.size(), 5000u);
}

// They are drawn ahead, and the child has the parent's memory.
TEST(RandomBytesTest, AChildGetsOthersThanItsParent) {
  RandomBytes(16);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    const std::string bytes = RandomBytes(16);
    _exit(write(ends[1], bytes.data(), bytes.size()) == 16 ? 0 : 1);
  }
  std::string of_child(16, '\0');
  EXPECT_EQ(read(ends[0], of_child.data(), of_child.size()), 16);
  EXPECT_NE(of_child, RandomBytes(16));
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(RandomBytesTest, AreAsManyAsAskedForAndNeverTheSame) {
  EXPECT_EQ(RandomBytes(0), "");
  EXPECT_EQ(RandomBytes(33).size(), 33u);
  EXPECT_NE(RandomBytes(16), RandomBytes(16));
}

TEST(NewKeyTest, IsThirtyTwoFreshBytes) {
  const Secret key = NewKey();
  EXPECT_EQ(key.Reveal().size(), kKeySize);
  EXPECT_NE(key.Reveal(), NewKey().Reveal());
}

}  // namespace
}  // namespace tasuki::crypto
