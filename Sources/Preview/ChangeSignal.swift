/// Wakes everybody who waits for the next state of a site.
actor ChangeSignal {
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var next = 0

    /// Returns at the next change, or after `seconds`.
    func wait(seconds: Double) async {
        let id = next
        next += 1
        let timer = Task {
            try? await Task.sleep(for: .seconds(seconds))
            self.wake(id)
        }
        await withCheckedContinuation { waiting[id] = $0 }
        timer.cancel()
    }

    func wakeAll() {
        let all = waiting
        waiting = [:]
        for continuation in all.values { continuation.resume() }
    }

    private func wake(_ id: Int) { waiting.removeValue(forKey: id)?.resume() }
}
