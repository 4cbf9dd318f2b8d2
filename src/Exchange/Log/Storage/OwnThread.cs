namespace Cabildo.Exchange.Log.Storage;

/// <summary>
/// A thread for work that waits for the disk, one piece at a time: on a thread of the pool it would keep what could go on from going on.
/// </summary>
internal sealed class OwnThread : IDisposable
{
    // Not one that spins before it waits: here it waits long, and what spins takes from those who work.
    private readonly AutoResetEvent _given = new(initialState: false);
    private Action? _work;
    private TaskCompletionSource _done = new();
    private bool _isOver;

    /// <param name="name">What it is called where threads are listed.</param>
    public OwnThread(string name) => new Thread(Run) { Name = name, IsBackground = true }.Start();

    /// <summary>Does a piece of work there; the one before it must be done.</summary>
    /// <returns>Ends with the work, in the way in which it ended.</returns>
    public Task RunAsync(Action work)
    {
        (_work, _done) = (work, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _given.Set();
        return _done.Task;
    }

    public void Dispose()
    {
        // The thread closes what it waits at.
        if (Interlocked.Exchange(ref _isOver, true))
            return;
        _given.Set();
    }

    private void Run()
    {
        while (true)
        {
            _given.WaitOne();
            if (Volatile.Read(ref _isOver))
                break;
            var done = _done;
            try
            {
                _work!();
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        }

        _given.Dispose();
    }
}
