namespace Cabildo.Cli.Demo;

/// <summary>Told what the demo is doing while it gets ready: a terminal, or a log.</summary>
internal interface IDemoProgress
{
    /// <summary>A new step begins.</summary>
    void Doing(string what);

    /// <summary>A counter of what a step makes.</summary>
    IProgress<int> Counting(string what, int total);
}

/// <summary>Lines on the terminal; a counter rewrites its line where there is a terminal to do so.</summary>
internal sealed class TerminalProgress(TextWriter terminal, bool canRewrite) : IDemoProgress
{
    public void Doing(string what) => terminal.WriteLine($"  {what}…");

    public IProgress<int> Counting(string what, int total) => new Counter(terminal, canRewrite, what, total);

    private sealed class Counter(TextWriter terminal, bool canRewrite, string what, int total) : IProgress<int>
    {
        private int _tenths = -1;

        public void Report(int value)
        {
            var tenths = value * 10 / total;
            if (tenths == _tenths)
                return;
            _tenths = tenths;
            if (canRewrite)
                terminal.Write($"\r    {value:N0} of {total:N0} {what}{(value >= total ? Environment.NewLine : "")}");
            else if (value >= total)
                terminal.WriteLine($"    {value:N0} {what}");
        }
    }
}

/// <summary>Says nothing.</summary>
internal sealed class SilentProgress : IDemoProgress
{
    public void Doing(string what)
    {
    }

    public IProgress<int> Counting(string what, int total) => new Progress<int>();
}
