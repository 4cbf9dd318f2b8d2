using System.Collections.Concurrent;

namespace Cabildo.Trust.Keys.Pkcs11;

/// <summary>
/// Sessions with one token, so that threads work in parallel: a session does one thing at a time. Opened when needed, kept for the next,
/// bounded; the login belongs to the process and holds for all of them.
/// </summary>
internal sealed class Pkcs11Sessions : IDisposable
{
    private const int Most = 32;
    private readonly ConcurrentBag<nuint> _idle = [];
    private readonly SemaphoreSlim _free;
    private readonly Cryptoki _module;
    private readonly nuint _slot;

    // A token forgets the login with its last session: this one is for that alone.
    private readonly nuint _anchor;
    private volatile bool _closed;

    public Pkcs11Sessions(Cryptoki module, nuint slot, nuint maxSessions, ReadOnlySpan<byte> pin)
    {
        (_module, _slot) = (module, slot);
        _free = new SemaphoreSlim(maxSessions is > 1 and <= Most ? (int)maxSessions - 1 : Most);
        _anchor = module.OpenSession(slot);
        try
        {
            module.Login(_anchor, pin);
        }
        catch
        {
            module.CloseSession(_anchor);
            _free.Dispose();
            throw;
        }
    }

    /// <summary>Does something with a session of its own. If the token has closed sessions behind our back, once more with a new one.</summary>
    public T Run<T>(Func<Cryptoki, nuint, T> work)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _free.Wait();
        try
        {
            return RunOnce(work);
        }
        catch (Pkcs11Exception lost) when (lost.ReturnValue is Ckr.SessionHandleInvalid or Ckr.SessionClosed)
        {
            CloseIdle();
            return RunOnce(work);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        CloseIdle();
        _module.CloseSession(_anchor);
    }

    // After a failure the session may still be in the midst of something: it is not used again.
    private T RunOnce<T>(Func<Cryptoki, nuint, T> work)
    {
        if (!_idle.TryTake(out var session))
            session = _module.OpenSession(_slot);
        var done = false;
        try
        {
            var result = work(_module, session);
            done = true;
            return result;
        }
        finally
        {
            if (done && !_closed)
                _idle.Add(session);
            else
                _module.CloseSession(session);
        }
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var session))
            _module.CloseSession(session);
    }
}
