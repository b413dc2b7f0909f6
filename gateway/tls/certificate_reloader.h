#ifndef GATEWAY_TLS_CERTIFICATE_RELOADER_H_
#define GATEWAY_TLS_CERTIFICATE_RELOADER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/base/clock.h"
#include "gateway/tls/tls_credentials.h"

namespace tasuki::tls {

// Stands between the operator's certificate files and gRPC. gRPC serves what it
// finds, and a key that does not fit its certificate refuses every handshake;
// so new files are copied, only when they are good as a set, into a directory
// that is exchanged as a whole. Otherwise the old set stays and `alarm` says
// why (no file contents). Thread-safe.
class CertificateReloader {
 public:
  // Called from within CheckNow; must not call back.
  using Alarm = std::function<void(absl::string_view)>;

  // Reads `source` and serves it from `directory` (made if absent; private,
  // best on a memory file system). If `source` is bad but `directory` still
  // holds a good set from before, alarms and serves that.
  // FAILED_PRECONDITION: no good set. UNAVAILABLE: `directory` is unusable.
  static absl::StatusOr<std::unique_ptr<CertificateReloader>> Start(
      TlsFiles source, std::string directory, const Clock& clock, Alarm alarm);
  ~CertificateReloader();

  // Serves what `source` holds now if that is new and good; gRPC picks it up
  // within a second, and open connections go on. FAILED_PRECONDITION: it is
  // bad; UNAVAILABLE: it could not be copied. Then the old set stays, and the
  // alarm was raised the first time.
  absl::Status CheckNow() ABSL_LOCKS_EXCLUDED(mutex_);

  // Calls CheckNow every `interval` on a thread of its own. Call at most once.
  void Watch(absl::Duration interval);

  // What to give to MakeServerCredentials; the paths never change.
  const TlsFiles& served() const { return served_; }

  // For metrics: alarms so far, and when the served certificate expires.
  uint64_t alarms() const ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Time expires() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  CertificateReloader(TlsFiles source, std::string directory,
                      const Clock& clock, Alarm alarm);
  absl::Status Resume() ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status Refuse(absl::string_view digest, const absl::Status& reason)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const TlsFiles source_, served_;
  const std::string directory_;
  const Clock& clock_;
  const Alarm alarm_;

  mutable absl::Mutex mutex_;
  std::string served_digest_ ABSL_GUARDED_BY(mutex_);
  std::string refused_digest_ ABSL_GUARDED_BY(mutex_);
  uint64_t alarms_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time expires_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread watcher_;
};

}  // namespace tasuki::tls

#endif  // GATEWAY_TLS_CERTIFICATE_RELOADER_H_
