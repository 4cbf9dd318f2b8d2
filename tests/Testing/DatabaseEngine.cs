namespace Cabildo.Testing;

/// <summary>The engines on which every storage test runs.</summary>
public enum DatabaseEngine
{
    Sqlite,
    PostgreSql,
}

/// <summary>Theory data: both engines. <c>[Theory, ClassData(typeof(Engines))]</c></summary>
public sealed class Engines : TheoryData<DatabaseEngine>
{
    public Engines()
    {
        Add(DatabaseEngine.Sqlite);
        Add(DatabaseEngine.PostgreSql);
    }
}
