using System.Text;

namespace Cabildo.Stories.Tests.Support;

/// <summary>Keeps what the roles write to the console, where an operator's log collector would read it.</summary>
internal sealed class ConsoleRecord(TextWriter terminal) : TextWriter
{
    private readonly StringBuilder _written = new();
    private readonly Lock _gate = new();

    /// <summary>The record of this process, in place of its console.</summary>
    public static ConsoleRecord Shared { get; } = new(Console.Out);

    public override Encoding Encoding => terminal.Encoding;

    /// <summary>How much was written so far.</summary>
    public int Length
    {
        get
        {
            lock (_gate)
                return _written.Length;
        }
    }

    /// <summary>What was written from <paramref name="start"/> on.</summary>
    public string From(int start)
    {
        lock (_gate)
            return _written.ToString(start, _written.Length - start);
    }

    /// <summary>Waits until <paramref name="words"/> were written after <paramref name="start"/>: loggers write from a thread of their own.</summary>
    public async Task ContainsAsync(int start, string words)
    {
        for (var patience = 50; patience > 0 && !From(start).Contains(words, StringComparison.Ordinal); patience--)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Contains(words, From(start), StringComparison.Ordinal);
    }

    public override void Write(char value)
    {
        lock (_gate)
            _written.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_gate)
            _written.Append(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        lock (_gate)
            _written.Append(buffer, index, count);
    }
}
